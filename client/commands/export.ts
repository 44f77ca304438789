import { existsSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { LedgerStatus } from '../../documents/ledger.ts';
import { dayOf, instantOf, type Day } from '../../domain/instant.ts';
import type { DraftTask, Reading } from '../../domain/plan.ts';
import type { ExportedLedger, LedgerFormat } from '../ledgerExport.ts';
import { statusWords, type LedgerLine as Line } from '../ledgerStatus.ts';
import type { OutputOf } from '../operations.ts';
import { unwritable } from '../unwritable.ts';
import { call } from './call.ts';
import { readPlanAsPrinted, ZONE } from './documents.ts';
import { CommandEnd, EXIT, print, usage, type Io } from './io.ts';
import { reviewedReading } from './reviewed.ts';

export interface ExportOptions {
  readonly json?: boolean;
  readonly xlsx?: string;
  readonly docx?: string;
  readonly campaign?: string;
  readonly as?: string;
  readonly force?: boolean;
}

interface Written {
  readonly file: string;
  readonly format: LedgerFormat;
  readonly tasks: number;
  readonly different: readonly string[];
}

/** `duban export PLAN --xlsx OUT`: a file is written whole, and only when every check has passed. */
export async function exportPlan(io: Io, plan: string, options: ExportOptions): Promise<void> {
  const wanted = (['xlsx', 'docx'] as const).flatMap((format) => {
    const file = options[format];
    return file === undefined ? [] : [{ format, file }];
  });
  if (wanted.length === 0) usage('请用 --xlsx 或 --docx 写明导出到哪个文件。');
  for (const { format, file } of wanted) mustBeWritable(plan, file, format, options.force === true);
  const today = dayOf(instantOf(io.now(), ZONE), ZONE);
  const reading = await readPlanWithLayout(io, plan, today);
  if (reading.draft.tasks.length === 0) refused(nothingRead(reading));
  const statuses = await statusesOf(io, reading.draft.tasks, options);
  const made = [];
  for (const one of wanted) {
    const { exportLedger } = await import('../ledgerExport.ts');
    const ledger = await exportLedger(reading, one.format, today, (task) => statuses.words[task]);
    if (ledger.tooLong.length > 0) refused(tooLongWords(ledger.tooLong));
    made.push({ ...one, ledger });
  }
  const written = made.map(({ file, format, ledger }) => {
    write(file, ledger, options.force === true);
    return { file, format, tasks: ledger.tasks, different: ledger.different };
  });
  const answer = { written, unmatched: statuses.unmatched };
  print(io, options.json, answer, () => answerWords(answer));
}

/** The plan with the answers of its review, in the layout as printed unless they made other tasks of it. */
async function readPlanWithLayout(io: Io, plan: string, today: Day): Promise<Reading> {
  const { bytes, reading } = await readPlanAsPrinted(io, plan);
  const { draft, diagnostics } = reviewedReading(plan, bytes, reading, today);
  const { layout } = reading;
  const same = draft.tasks.length === reading.draft.tasks.length;
  return { draft, diagnostics, ...(layout !== undefined && same ? { layout } : {}) };
}

function refused(detail: string): never {
  throw new CommandEnd(EXIT.refused, detail, { code: 'file', detail });
}

function mustBeWritable(plan: string, file: string, format: LedgerFormat, force: boolean): void {
  if (!file.toLowerCase().endsWith(`.${format}`)) {
    usage(`--${format} ${file} 应以 .${format} 结尾。请改正文件名。`);
  }
  const folder = dirname(resolve(file));
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    refused(`文件夹 ${folder} 不存在，没有导出。请先建立文件夹或改正路径。`);
  }
  if (!existsSync(file)) return;
  if (statSync(file).isDirectory()) refused(`${file} 是文件夹，没有导出。请写明文件名。`);
  if (existsSync(plan) && realpathSync(plan) === realpathSync(file)) {
    refused(`${file} 就是方案原件，不能覆盖。请换一个文件名。`);
  }
  if (!force) refused(`文件 ${file} 已存在，没有导出。请换一个文件名，确要覆盖的加 --force。`);
}

function nothingRead({ diagnostics }: Reading): string {
  const why = diagnostics.find(({ severity }) => severity === 'blocking')?.message;
  return why ?? '方案中没有任务，没有导出。请核对文件。';
}

function tooLongWords(tasks: readonly string[]): string {
  return `任务 ${tasks.join('、')} 的内容超过 Excel 单元格的上限（32767 字），没有导出。请改用 --docx。`;
}

function write(file: string, { bytes }: ExportedLedger, force: boolean): void {
  try {
    writeFileSync(file, bytes, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    refused(unwritable(file, error));
  }
}

const PAGE = 500;

/** The standing of each task, by its index in the plan; `unmatched` tasks are not in the campaign as printed. */
async function statusesOf(
  io: Io,
  tasks: readonly DraftTask[],
  { campaign, as }: ExportOptions,
): Promise<{ words: readonly (LedgerStatus | undefined)[]; unmatched: readonly string[] }> {
  if (campaign === undefined) return { words: [], unmatched: [] };
  const lines: Line[] = [];
  let zone = ZONE;
  let trial = false;
  for (let after: number | undefined = -1; after !== undefined;) {
    const page: OutputOf<'listTasks'> = await call(
      io,
      'listTasks',
      { campaign, after, limit: PAGE },
      as,
    );
    lines.push(...page.tasks);
    zone = page.zone;
    trial = page.trial === true;
    after = page.next ?? undefined;
  }
  const found = tasks.map((task, i) => matching(task, lines[i], lines));
  return {
    words: found.map((line) => line && statusWords(line, zone, trial)),
    unmatched: tasks.flatMap((task, i) => (found[i] ? [] : [task.no ?? `第${i + 1}项`])),
  };
}

/** The task at the same place, else the only one with the same number and words. */
function matching(
  task: DraftTask,
  here: Line | undefined,
  lines: readonly Line[],
): Line | undefined {
  const same = ({ no, title }: Line) => no === task.no && title === (task.title ?? task.content);
  if (here && same(here)) return here;
  const others = lines.filter(same);
  return others.length === 1 ? others[0] : undefined;
}

function answerWords(answer: {
  readonly written: readonly Written[];
  readonly unmatched: readonly string[];
}): string {
  const lines = answer.written.flatMap(({ file, tasks, different }) => [
    `已导出 ${tasks} 项任务：${file}`,
    ...(different.length === 0
      ? []
      : [
          `  其中 ${different.length} 项再导入时会有出入，请勿以此文件代替原件：${different.join('、')}`,
        ]),
  ]);
  const { unmatched } = answer;
  return [
    ...lines,
    ...(unmatched.length === 0
      ? []
      : [
          `  ${unmatched.length} 项在该专项行动中没有对应的任务，办理情况留空：${unmatched.join('、')}`,
        ]),
  ].join('\n');
}
