import type { Draft, Reading } from '../../domain/plan.ts';
import { table } from '../print.ts';
import { readPlanFile } from './documents.ts';
import { CommandEnd, EXIT, print, type Io } from './io.ts';
import { brief, deadlineWords, diagnosticsWords } from './words.ts';

/** `duban import FILE`: what was understood, and what a human eye should see. */
export async function importPlan(io: Io, path: string, json: boolean | undefined): Promise<void> {
  const { draft, diagnostics } = await readPlanFile(io, path);
  print(io, json, { ...draft, diagnostics }, () => readingWords({ draft, diagnostics }, io.width));
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
