import { AUDIT_KEPT_AT_LEAST_DAYS, AUDIT_KEPT_DAYS } from '../../domain/auditText.ts';
import { dayOf, epoch, plusDays, at } from '../../domain/instant.ts';
import { insertAudit } from '../../store/audit.ts';
import { purgeAudit as purge } from '../../store/auditChain.ts';
import { refuse } from '../faultError.ts';
import type { Service } from '../service.ts';
import { nowOf, ZONE } from './actor.ts';

/**
 * Takes away audit entries that are older than so many calendar days (by default three years), and records that it did. Nothing
 * calls it by itself; less than 180 days are refused here and by the register. Answers how many went.
 */
export async function purgeAudit(
  service: Service,
  { actor, days = AUDIT_KEPT_DAYS }: { readonly actor: string; readonly days?: number },
): Promise<number> {
  const now = await nowOf(service, service.pool);
  const day = plusDays(dayOf(now, ZONE), -Math.max(0, days));
  if (days < AUDIT_KEPT_AT_LEAST_DAYS) {
    const before = plusDays(dayOf(now, ZONE), -AUDIT_KEPT_AT_LEAST_DAYS);
    refuse('audit-keep', { days: AUDIT_KEPT_AT_LEAST_DAYS, before });
  }
  const before = at(day, '00:00', ZONE);
  return purge(service.pool, new Date(epoch(before)), async (db, gone, count) => {
    const entry = { at: now, actor, act: 'purgeAudit', subject: '', outcome: 'done' };
    await insertAudit(db, { ...entry, detail: { before, count, ...gone } });
  });
}
