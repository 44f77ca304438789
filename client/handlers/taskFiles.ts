import { epoch } from '../../domain/instant.ts';
import { unitActing } from '../../domain/machine.ts';
import type { Evidence } from '../../domain/verifyMessages.ts';
import type { Db } from '../../store/pool.ts';
import type { TimelineRow } from '../../store/timeline.ts';
import type { HistoryLine } from '../answers.ts';
import type { EvidenceShown } from '../evidenceShown.ts';
import { actorIn } from './actor.ts';
import { evidenceIn, type Named } from './evidenceShown.ts';

/** 附件 of the reports in a task's history, by their lines; what other units have handed in is not for a unit to read. */
export async function filesOfLines(
  db: Db,
  campaign: string,
  rows: readonly TimelineRow[],
  actor: string,
): Promise<(line: Pick<HistoryLine, 'at' | 'kind' | 'type'>) => EvidenceShown[]> {
  const own = unitActing(await actorIn(db, campaign, actor));
  const named = rows.flatMap((row) => {
    const report = reportIn(row);
    const isRead = report !== undefined && (own === undefined || report.unit === own);
    return isRead ? [{ ...report, at: epoch(row.at) }] : [];
  });
  const shown = await evidenceIn(db, campaign, named, own);
  return ({ at, kind, type }) =>
    kind === 'fact' && type === 'report'
      ? named.filter((one) => one.at === epoch(at)).flatMap(shown)
      : [];
}

function reportIn({ kind, type, payload }: TimelineRow): Named | undefined {
  const { unit, evidence } = payload;
  if (kind !== 'fact' || type !== 'report' || typeof unit !== 'string') return undefined;
  return Array.isArray(evidence) ? { unit, evidence: evidence as readonly Evidence[] } : undefined;
}
