import type { LedgerStatus } from '../documents/ledger.ts';
import type { OutputOf } from './operations.ts';
import { instantWords } from './print.ts';

export type LedgerLine = OutputOf<'listTasks'>['tasks'][number];

/** A task in the columns at the right; one on trial says so. */
export function statusWords(line: LedgerLine, zone: string, trial = false): LedgerStatus {
  const { counts, due, reportedAt, step, before, closed } = line;
  const ended = line.ended || closed === true;
  const open = counts.pending > 0 ? '待报' : counts.missing > 0 ? '有未报' : '在办';
  return {
    state: `${trial ? '试运行·' : ''}${closed ? '已销号' : ended ? '已结束' : open}`,
    lastReport: reportedAt === null ? '' : instantWords(reportedAt, zone),
    nextDue: ended || due === null ? '' : instantWords(due, zone),
    counts: `${counts.onTime}/${counts.late}/${counts.missing}`,
    step: ended ? '' : (step ?? ''),
    ...(before === undefined ? {} : { before }),
  };
}
