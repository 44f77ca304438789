import { actorOfGrant, desksOf, mayDo, type Ask } from '../../domain/access.ts';
import { fault, type Fault } from '../../domain/faults.ts';
import { withOrigin } from '../../store/auditOrigin.ts';
import type { Caller } from '../caller.ts';
import { FaultError } from '../faultError.ts';
import { OPERATIONS, type Operation, type OperationName } from '../operations.ts';
import type { Service } from '../service.ts';
import { attempt, DEFAULT_ACTOR, mustBeAllowed } from './actor.ts';
import { duringVisit } from './visit.ts';

/**
 * The door 门: chooses as whom a caller acts and refuses what he may not do. Answers the actor to pass to the handler: the one
 * that the header names (percent-decoded) if he holds it, else his first desk that may, else his first. The machine's own
 * token acts as whoever it names, by default the office. `input` is what was sent (query, params and body in one object), before or
 * after it is parsed. A refused write is in the audit. Then run the handler within `answering`.
 */
export async function allow(
  service: Service,
  caller: Caller,
  name: OperationName,
  input: unknown,
  headerActor: string | undefined,
): Promise<string> {
  const named = headerActor === '' ? undefined : headerActor;
  const actor = actorFor(caller, name, input, named);
  const check = () => Promise.resolve().then(() => mustMay(caller, name, input, actor));
  if (OPERATIONS[name].method === 'GET') {
    await check();
  } else {
    const what = { actor: actor.slice(0, 200), act: name, subject: '' };
    await answering(caller, name, input, actor, () => attempt(service, what, check));
  }
  return actor;
}

/**
 * Answers a request: every audit entry in it names the caller, and a campaign that he was not granted does not exist. Wrap the
 * handler's run in it, with the actor that `allow` has answered.
 */
export function answering<T>(
  caller: Caller,
  name: OperationName,
  input: unknown,
  actor: string,
  work: () => Promise<T>,
): Promise<T> {
  const { address, requestId, moment } = caller;
  const account = caller.account ?? caller.name;
  const ask = askOf(name, input, actor);
  const isLimited = limitsOf(caller, actor) !== undefined;
  const refuses = (campaign: string) =>
    isLimited ? refusal(caller, { ...ask, campaign }) : undefined;
  return withOrigin({ account, address, request: requestId }, () =>
    duringVisit({ refuses, isLimited, ...(ask.reads ? { asked: new Map() } : {}) }, work, moment),
  );
}

function actorFor(
  caller: Caller,
  name: OperationName,
  input: unknown,
  named: string | undefined,
): string {
  const { grants } = caller;
  if (grants === 'any') return named ?? DEFAULT_ACTOR;
  if (named !== undefined) return named;
  const seats = desksOf(grants);
  const able = seats.find(({ actor }) => refusal(caller, askOf(name, input, actor)) === undefined);
  return (able ?? seats[0])?.actor ?? 'nobody';
}

function askOf(name: OperationName, input: unknown, actor: string): Ask {
  const operation: Operation = OPERATIONS[name];
  const { act, campaign } = (input ?? {}) as {
    readonly act?: unknown;
    readonly campaign?: unknown;
  };
  const isNamed = typeof campaign === 'string' && campaign !== 'current';
  return {
    operation: name,
    ...{ label: operation.label, who: operation.who, actor },
    reads: operation.method === 'GET',
    ...(typeof act === 'string' ? { act } : {}),
    ...(isNamed ? { campaign: campaign.slice(0, 60) } : {}),
  };
}

function refusal({ grants, account, scopes, kind }: Caller, ask: Ask): Fault | undefined {
  const signedIn = account !== null;
  const refused = mayDo({ grants, signedIn, ...(scopes === undefined ? {} : { scopes }) }, ask);
  const isBeyond = kind === 'link' && refused?.code === 'beyond-scope';
  return isBeyond ? fault('link-beyond', { act: ask.label }) : refused;
}

function mustMay(caller: Caller, name: OperationName, input: unknown, actor: string): void {
  const { who } = OPERATIONS[name] as Operation;
  if (who.includes('open')) return;
  if (caller.grants === 'any' && caller.account === null) return mustBeAllowed(name, actor);
  const refused = refusal(caller, askOf(name, input, actor));
  if (refused) throw new FaultError(refused);
}

/** The campaigns to which a caller is limited at this desk; undefined: to none. */
export function limitsOf(
  { grants }: Pick<Caller, 'grants'>,
  actor: string,
): readonly string[] | undefined {
  if (grants === 'any') return undefined;
  const held = grants.filter((grant) => actorOfGrant(grant) === actor);
  if (held.some(({ campaign }) => campaign === undefined)) return undefined;
  return held.flatMap(({ campaign }) => campaign ?? []);
}
