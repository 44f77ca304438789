import { EVIDENCE_FACTS, filesNamed } from '../../domain/evidenceList.ts';
import { epoch } from '../../domain/instant.ts';
import { unitActing } from '../../domain/machine.ts';
import type { Db } from '../../store/pool.ts';
import type { TimelineRow } from '../../store/timeline.ts';
import type { HistoryLine } from '../answers.ts';
import type { EvidenceShown } from '../evidenceShown.ts';
import { actorIn } from './actor.ts';
import { evidenceIn, type Named } from './evidenceShown.ts';

/**
 * 附件 of what a history tells, by its lines: of reports, and of acts such as 销号申请 or 单位说明. What other units have
 * handed in is not for a unit to read.
 */
export async function filesOfLines(
  db: Db,
  campaign: string,
  rows: readonly TimelineRow[],
  actor: string,
): Promise<(line: Pick<HistoryLine, 'at' | 'kind' | 'type'>) => EvidenceShown[]> {
  const own = unitActing(await actorIn(db, campaign, actor));
  const named = rows.flatMap((row) => {
    const found = namedIn(row);
    const isRead = own === undefined || found?.unit === own || found?.unit === null;
    return found && isRead ? [{ ...found, type: row.type, at: epoch(row.at) }] : [];
  });
  const shown = await evidenceIn(db, campaign, named, own);
  return ({ at, kind, type }) =>
    kind === 'fact'
      ? named.filter((one) => one.type === type && one.at === epoch(at)).flatMap(shown)
      : [];
}

function namedIn({ kind, type, payload }: TimelineRow): Named | undefined {
  if (kind !== 'fact') return undefined;
  const { unit, by } = payload;
  const evidence = filesNamed(payload['evidence']);
  if (evidence.length === 0) return undefined;
  if (type === 'report') return typeof unit === 'string' ? { unit, evidence } : undefined;
  const isAct = EVIDENCE_FACTS.some((own) => own === type);
  return isAct ? { unit: unitActing(String(by)) ?? null, evidence } : undefined;
}
