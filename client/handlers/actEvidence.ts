import { filesNamed } from '../../domain/evidenceList.ts';
import { sentFor } from '../../store/actEvidence.ts';
import type { Db } from '../../store/pool.ts';
import { refuse } from '../faultError.ts';

/**
 * Refuses an act that names a file which was not sent for one of the units that it is about, whether another unit has sent
 * it or nobody. What is only called by a name, such as papers that were handed over, is not looked for.
 */
export async function mustBeSent(
  db: Db,
  campaign: string,
  evidence: unknown,
  units: readonly string[],
): Promise<void> {
  const files = filesNamed(evidence);
  if (files.length === 0) return;
  const sent = await sentFor(db, campaign, files, units);
  const missing = files.find(({ sha256 }) => !sent.has(sha256));
  if (missing !== undefined) refuse('evidence-not-sent', { name: missing.name });
}
