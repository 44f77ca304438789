import { setTimeout as sleep } from 'node:timers/promises';
import { deskOf, type Desk } from '../../domain/access.ts';
import { actorLabel } from '../../domain/accessWords.ts';
import { fault } from '../../domain/faults.ts';
import type { Instant } from '../../domain/instant.ts';
import { instantOf } from '../../domain/instant.ts';
import { insertAudit } from '../../store/audit.ts';
import { receiptClock } from '../../store/intake.ts';
import { isAway, isContended, isTakenKey, type Db } from '../../store/pool.ts';
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
  office: '这由督查室办理。',
  principal: '这由主要领导办理。',
  unit: '这由责任单位办理。',
  post: '这由分管领导办理。',
  auditor: '这由监督人员办理。',
  system: '这由系统管理员办理。',
  security: '这由安全管理员办理。',
  audit: '这由审计管理员办理。',
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

const MOST_TRIES = 3;
const PAUSE_MS = 60;

/** The register's clock, in the zone in which the campaign counts. */
export async function nowOf(service: Service, db: Db, zone = ZONE): Promise<Instant> {
  const { clockOffset } = service;
  return instantOf(await receiptClock(db, clockOffset), zone);
}

/**
 * Does a write; a refused attempt is recorded with its fault before it is refused. Where another request has been first with
 * the same key, such as the same request sent twice at once, it is done once more and finds what the first has written. Where two
 * have stood in each other's way it is tried again a little later, thrice in all.
 */
export async function attempt<T>(
  service: Service,
  what: { readonly actor: string; readonly act: string; readonly subject: string },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await again(work);
  } catch (error) {
    if (error instanceof FaultError) await recordRefusal(service, what, error);
    throw error;
  }
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      const most = isContended(error) ? MOST_TRIES : isTakenKey(error) ? 2 : 1;
      if (tried >= most) throw error;
      if (isContended(error)) await sleep(Math.random() * PAUSE_MS);
    }
  }
}

async function recordRefusal(
  service: Service,
  what: { readonly actor: string; readonly act: string; readonly subject: string },
  { fault: refused, recorded }: FaultError,
): Promise<void> {
  try {
    const at = await nowOf(service, service.pool);
    const detail = { message: recorded.slice(0, 2000) };
    await insertAudit(service.pool, { ...what, at, outcome: refused.code, detail });
  } catch (error) {
    if (!isAway(error)) throw error;
  }
}
