import { existsSync, realpathSync, statSync } from 'node:fs';
import type { Draft } from '../../domain/plan.ts';
import { proposeRegime, type Ask } from '../../importers/regimeProposal.ts';
import { replaceFile } from '../../store/file.ts';
import { unwritable } from '../unwritable.ts';
import { CommandEnd, EXIT, usage } from './io.ts';
import { item, withCommand } from './words.ts';

/** What `duban import FILE --regime OUT` made of the text. */
export interface ProposedRegime {
  /** Absent where nothing could be read, so that nothing was written. */
  readonly file?: string;
  readonly asks: readonly Ask[];
}

/** A regime file that is there already may hold somebody's work: it stays unless `force`; the plan itself always. */
export function mustTakeRegime(file: string, plan: string, force: boolean): void {
  if (!/\.ya?ml$/i.test(file)) usage(`--regime ${file} 应以 .yaml 结尾。`);
  if (!existsSync(file)) return;
  if (statSync(file).isDirectory()) refused(`${file} 是文件夹，没有写制度。请写明文件名。`);
  if (existsSync(plan) && realpathSync(plan) === realpathSync(file)) {
    refused(`${file} 就是方案原件，不能覆盖。请换一个文件名。`);
  }
  if (!force) refused(`${file} 已经存在，没有写制度。请换一个文件名，确要覆盖的加 --force。`);
}

/** Writes the regime that the text prescribes, with defaults for what it leaves open. */
export function writeRegime(file: string, draft: Draft): ProposedRegime {
  if (draft.text === '') return { asks: [] };
  const { yaml, asks } = proposeRegime(draft);
  try {
    replaceFile(file, yaml);
  } catch (error) {
    refused(unwritable(file, error));
  }
  return { file, asks };
}

/** The file, and what is to be confirmed in it, numbered, each with its default and its place. */
export function proposedWords(
  { file, asks }: ProposedRegime,
  plan: string,
  width: number,
): readonly string[] {
  if (file === undefined) return ['方案没有读出，没有拟制度。'];
  const head = [
    '',
    `制度已按方案文字写入 ${file}，原文写在每一条上方。`,
    ...(asks.length > 0 ? [`原文没有写明、请确认的有 ${asks.length} 项，先按默认写入：`] : []),
  ];
  const list = asks.flatMap((ask, i) =>
    item(`${ask.question}？默认：${ask.default}（${ask.path}）`, width, `${i + 1}. `),
  );
  const next = withCommand('确认后先推演', `duban rehearse ${plan} --regime ${file}`, width);
  return [...head, ...list, ...next];
}

function refused(detail: string): never {
  throw new CommandEnd(EXIT.refused, detail, { code: 'file', detail });
}
