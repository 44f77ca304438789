import { deskOf, type Desk } from '../../domain/access.ts';
import { actorLabel } from '../../domain/accessWords.ts';
import { fault } from '../../domain/faults.ts';
import type { Instant } from '../../domain/instant.ts';
import { instantOf } from '../../domain/instant.ts';
import { insertAudit } from '../../store/audit.ts';
import { receiptClock } from '../../store/intake.ts';
import { isAway, isTakenKey, type Db } from '../../store/pool.ts';
import { FaultError, refuse } from '../faultError.ts';
import { OPERATIONS, type OperationName, type Role } from '../operations.ts';
import type { Service } from '../service.ts';
import { unitFor } from './find.ts';

/** Before accounts exist the actor is what the caller says; this is what is recorded. */
export const DEFAULT_ACTOR = 'office';
export const ZONE = 'Asia/Shanghai';

/** The role that an actor plays: `unit:区发改局` is a unit. The three administrators 三员 play none in the register. */
export function roleOf(actor: string): Role {
  const desk = deskOf(actor);
  if (desk === undefined || desk === 'system' || desk === 'security' || desk === 'audit') {
    return refuse('actor-malformed', { actor: actor.slice(0, 200) });
  }
  return desk;
}

/** The actor as it is recorded: a unit by its id. */
export async function actorIn(db: Db, campaign: string, actor: string): Promise<string> {
  if (roleOf(actor) !== 'unit') return actor;
  const unit = await unitFor(db, campaign, actor.slice('unit:'.length));
  return `unit:${unit.id}`;
}

const HINTS: Readonly<Partial<Record<Desk, string>>> = {
  office: '这由督查室办理，请去掉 --as 或用 --as office。',
  principal: '请用 --as principal。',
  unit: '请用 --as unit:单位名称。',
  post: '请用 --as post:职务。',
  auditor: '请用 --as auditor。',
  system: '请用 --as system。',
  security: '请用 --as security。',
  audit: '请用 --as audit。',
};

/** An actor as the caller has named it, in words. */
export function actorWords(actor: string): string {
  return actorLabel(actor);
}

/** Refuses an actor whose desk the operation is not for: of whoever comes with the machine's own token. */
export function mustBeAllowed(name: OperationName, actor: string): void {
  const { who, label } = OPERATIONS[name];
  const desks: readonly Desk[] = who;
  const desk = deskOf(actor) ?? refuse('actor-malformed', { actor: actor.slice(0, 200) });
  if (desks.includes(desk)) return;
  if (desks.includes('self')) refuse('sign-in-needed', { act: label });
  const hint = HINTS[desks[0] ?? 'office'] ?? '';
  throw new FaultError(fault('not-allowed', { actor: actorWords(actor), act: label, hint }));
}

/** The register's clock, in the zone in which the campaign counts. */
export async function nowOf(service: Service, db: Db, zone = ZONE): Promise<Instant> {
  return instantOf(await receiptClock(db, service.clockOffset), zone);
}

/**
 * Does a write; a refused attempt is recorded with its fault before it is refused. Where another request has been first with
 * the same key, such as the same request sent twice at once, it is done once more and finds what the first has written.
 */
export async function attempt<T>(
  service: Service,
  what: { readonly actor: string; readonly act: string; readonly subject: string },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await onceMore(work);
  } catch (error) {
    if (error instanceof FaultError) await recordRefusal(service, what, error);
    throw error;
  }
}

async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isTakenKey(error)) return work();
    throw error;
  }
}

async function recordRefusal(
  service: Service,
  what: { readonly actor: string; readonly act: string; readonly subject: string },
  { fault: refused }: FaultError,
): Promise<void> {
  try {
    const at = await nowOf(service, service.pool);
    const detail = { message: refused.message.slice(0, 2000) };
    await insertAudit(service.pool, { ...what, at, outcome: refused.code, detail });
  } catch (error) {
    if (!isAway(error)) throw error;
  }
}
