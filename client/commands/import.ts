import type { Draft, Reading } from '../../domain/plan.ts';
import { table } from '../print.ts';
import { readPlanFile } from './documents.ts';
import { CommandEnd, EXIT, print, type Io } from './io.ts';
import { mustTakeRegime, proposedWords, writeRegime } from './regimeOut.ts';
import { afterImport, writeReviewed } from './reviewed.ts';
import { brief, deadlineWords, diagnosticsWords } from './words.ts';

export interface ImportOptions {
  readonly json?: boolean;
  readonly out?: string;
  /** Where the regime that the text prescribes is written. */
  readonly regime?: string;
  readonly force?: boolean;
}

/** `duban import FILE`: what was understood, and what a human eye should see. */
export async function importPlan(io: Io, path: string, options: ImportOptions): Promise<void> {
  const { json, out, regime } = options;
  if (regime !== undefined) mustTakeRegime(regime, path, options.force === true);
  const reading = await readPlanFile(io, path);
  const { draft, diagnostics } = reading;
  if (out !== undefined) writeReviewed(path, reading, out);
  const proposed = regime === undefined ? undefined : writeRegime(regime, draft);
  const proposal = proposed === undefined ? {} : { proposal: proposed };
  print(io, json, { ...draft, diagnostics, ...proposal }, () =>
    [
      readingWords({ draft, diagnostics }, io.width),
      ...afterImport(path, reading, out),
      ...(proposed === undefined ? [] : proposedWords(proposed, path, io.width)),
    ].join('\n'),
  );
  if (diagnostics.some(({ severity }) => severity === 'blocking')) {
    throw new CommandEnd(EXIT.refused, '');
  }
}

export function readingWords({ draft, diagnostics }: Reading, width: number): string {
  const parts = [
    draft.title === null && draft.tasks.length === 0 ? undefined : headWords(draft),
    draft.tasks.length > 0 ? tasksTable(draft, width) : undefined,
    diagnosticsWords(diagnostics, width),
  ];
  return parts.filter((part) => part !== undefined && part !== '').join('\n');
}

function headWords({ title, issuer, documentNumber, issuedOn, tasks }: Draft): string {
  const from = [issuer, documentNumber, issuedOn].filter((part) => part !== null).join(' ');
  const lines = [title ?? '（没有标题）', from, `任务 ${tasks.length} 项`];
  return lines.filter((line) => line !== '').join('\n');
}

function tasksTable({ tasks }: Draft, width: number): string {
  const rows = tasks.map((task, i) => [
    task.no ?? `${i + 1}*`,
    brief(task.title ?? task.content, width < 100 ? 24 : 40),
    task.assignments
      .filter(({ role }) => role !== 'cooperating')
      .map(({ unit }) => unit)
      .join('、'),
    task.leaders.join('、'),
    task.deadlines.map(deadlineWords).join('；'),
  ]);
  return table(['序号', '任务', '牵头（责任）单位', '牵头领导', '时限'], rows, { width });
}
