import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { READ_BY_POST } from '../../domain/accessActs.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import {
  claimRequest,
  dropRequest,
  finishRequest,
  type Claim,
  type Claimed,
} from '../../store/idempotency.ts';
import { sha256 } from '../../store/ledger.ts';
import type { Pool } from '../../store/pool.ts';
import type { Caller } from '../caller.ts';
import { refuse } from '../faultError.ts';
import { identityOf } from '../identity/settings.ts';
import type { Operation, OperationName } from '../operations.ts';
import { RequestId } from '../requestId.ts';
import type { Service } from '../service.ts';

/** What was sent, with the key by which it is known again. */
export interface Keyed {
  readonly id?: string;
  readonly input: object;
}

/** The request's key: of the header `Idempotency-Key`, or `requestId` of the body; a body without one gets the header's. */
export function keyOf(
  { method, input }: Operation,
  { headers }: Pick<FastifyRequest, 'headers'>,
  sent: object,
): Keyed {
  if (method !== 'POST') return { input: sent };
  const header = headerKey(headers['idempotency-key']);
  const { requestId } = sent as { requestId?: unknown };
  if (header === undefined) {
    return typeof requestId === 'string' ? { id: requestId, input: sent } : { input: sent };
  }
  if (requestId !== undefined && requestId !== header) refuse('key-differs');
  const takes = 'requestId' in shapeOf(input);
  return { id: header, input: takes ? { ...sent, requestId: header } : sent };
}

/** A structured field is a string in quotes; many callers leave them out. */
function headerKey(given: string | string[] | undefined): string | undefined {
  if (given === undefined) return undefined;
  const text = typeof given === 'string' ? given.replace(/^"(.*)"$/, '$1') : '';
  const parsed = RequestId.safeParse(text);
  return parsed.success ? parsed.data : refuse('key-malformed');
}

export interface Asked {
  readonly id: string;
  readonly name: OperationName;
  readonly operation: Operation;
  readonly caller: Caller;
  readonly actor: string;
  readonly input: unknown;
}

const STALE_MS = 60_000;
const PATIENCE_MS = 20_000;
const LOOK_MS = 150;

/**
 * Does a write once for its key. The same key with another content, operation or actor is refused. A handler that knows a
 * repeated request by itself, which its answer says by `repeated`, is asked again; of every other the answer is kept and
 * given again, unless it is secret. What was refused has changed nothing and leaves its key free. A file is known by its content.
 */
export async function once(
  service: Service,
  asked: Asked,
  work: () => Promise<unknown>,
): Promise<{ readonly value: unknown; readonly isReplayed: boolean }> {
  const { pool } = service;
  const { operation, name } = asked;
  const { secret } = operation;
  if (!isKeyed(name, operation)) return { value: await work(), isReplayed: false };
  const claim = claimOf(service, asked);
  const knowsItself = 'repeated' in shapeOf(operation.output);
  const claimed = await settled(pool, claim, knowsItself);
  if (claimed.state === 'other') refuse('request-reused', { request: asked.id });
  if (claimed.state === 'done' && secret === 'once') refuse('request-done', { request: asked.id });
  if (claimed.state === 'done' && !knowsItself && secret === undefined) {
    return { value: claimed.answer, isReplayed: true };
  }
  if (claimed.state === 'running' && !knowsItself) refuse('request-running', { request: asked.id });
  if (claimed.state !== 'own') return { value: await work(), isReplayed: false };
  try {
    const value = await work();
    await finishRequest(pool, claim, knowsItself || secret ? null : value, new Date());
    return { value, isReplayed: false };
  } catch (error) {
    await dropRequest(pool, claim).catch(() => undefined);
    throw error;
  }
}

/** Waits for the same request that is being done at this moment, where its answer is wanted. */
async function settled(pool: Pool, claim: Claim, isKnown: boolean): Promise<Claimed> {
  const last = Date.now() + PATIENCE_MS;
  for (;;) {
    const claimed = await claimRequest(pool, { ...claim, at: new Date() }, STALE_MS);
    if (claimed.state !== 'running' || isKnown || Date.now() > last) return claimed;
    await sleep(LOOK_MS);
  }
}

/**
 * Whether a number makes a write one write. A file is known by its content, and what is read changes nothing; of what is secret, a
 * step of sign-in takes no number, since it may not be repeated.
 */
export function isKeyed(name: OperationName, { secret, file, input }: Operation): boolean {
  if (file !== undefined || READ_BY_POST.includes(name)) return false;
  return secret === undefined || 'requestId' in shapeOf(input);
}

function claimOf(service: Service, { id, name, operation, caller, actor, input }: Asked): Claim {
  const content = { ...(input as object), requestId: undefined };
  const said = canonicalJson({ name, actor, content });
  const isPersonal = operation.secret !== undefined || 'phone' in shapeOf(operation.input);
  // a plain hash of a phone is soon guessed
  const digest = isPersonal ? sealedHash(identityOf(service).key, said) : sha256(said);
  return { owner: ownerOf(caller), key: id, operation: name, actor, digest, at: new Date() };
}

function sealedHash(key: Buffer, said: string): string {
  return createHmac('sha256', key).update(said).digest('hex');
}

function ownerOf({ account, link, kind, address }: Caller): string {
  if (account !== null) return account;
  if (link !== undefined) return `link:${link}`;
  return kind === 'local' ? kind : `${kind}:${address ?? ''}`;
}

function shapeOf(schema: unknown): object {
  return (schema as { shape?: object }).shape ?? {};
}
