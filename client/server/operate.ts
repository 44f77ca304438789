import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../caller.ts';
import { refuse } from '../faultError.ts';
import type { FileGiven } from '../fileGiven.ts';
import { allow, answering } from '../handlers/door.ts';
import { HANDLERS } from '../handlers/handlers.ts';
import { cookieHeader } from '../identity/cookies.ts';
import { BODY_LIMIT, OPERATIONS, type Operation, type OperationName } from '../operations.ts';
import { guardBody } from '../secrecyDoor.ts';
import type { Service } from '../service.ts';
import { inputOf, parseInput } from './body.ts';
import { giveFile } from './fileAnswer.ts';
import { keyOf, once } from './idempotency.ts';
import { entryRate } from './rates.ts';
import { ACTOR_HEADER } from './request.ts';
import type { ApiOptions } from './settings.ts';

type Run = (service: Service, input: unknown, actor: string) => Promise<unknown>;

/** Serves every operation, under `/api` for everybody and at its bare path for the machine's own token. */
export function addOperations(app: FastifyInstance, service: Service, options: ApiOptions): void {
  for (const name of Object.keys(OPERATIONS) as OperationName[]) {
    addRoute(app, service, options, name, '/api');
    addRoute(app, service, options, name, '');
  }
}

function addRoute(
  app: FastifyInstance,
  service: Service,
  options: ApiOptions,
  name: OperationName,
  prefix: '/api' | '',
): void {
  const operation: Operation = OPERATIONS[name];
  const isEntry = operation.who.includes('open') && operation.method === 'POST';
  app.route({
    method: operation.method,
    url: `${prefix}${operation.path}`,
    config: {
      limit: operation.limit ?? BODY_LIMIT,
      door: name,
      ...(operation.file === 'taken' ? { isFile: true } : {}),
      ...(prefix === '' ? { old: true } : {}),
      ...(isEntry ? entryRate(app) : {}),
    },
    handler: (request, reply) => answer(service, options, name, request, reply),
  });
}

/** Guards, allows, reads, does and answers one request, in this order. */
async function answer(
  service: Service,
  options: ApiOptions,
  name: OperationName,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const operation: Operation = OPERATIONS[name];
  await guardBody(service, request);
  const caller = request.caller ?? refuse('unauthorised');
  const sent = inputOf(request);
  const actor = await allow(service, caller, name, sent, actorOf(request));
  const key = keyOf(operation, request, sent);
  const input = parseInput(operation, key.input);
  const own = { ...service, caller, cookies: cookiesTo(reply, options) };
  const run = HANDLERS[name] as Run;
  reply.header('cache-control', 'no-store');
  const answered = await answering(caller, name, input, actor, async () => {
    const work = async () => operation.output.parse(await run(own, input, actor));
    if (key.id === undefined) return work();
    const asked = { id: key.id, name, operation, caller, actor, input };
    const { value, isReplayed } = await once(own, asked, work);
    if (isReplayed) reply.header('idempotency-replayed', 'true');
    return value;
  });
  return operation.file === 'given' ? giveFile(reply, answered as FileGiven) : answered;
}

/** Refuses a caller of whom nothing is known at what is not for everybody, before any of his content is read. */
export function mustBeKnown(name: OperationName, caller: Caller): void {
  const { who, label }: Operation = OPERATIONS[name];
  if (caller.kind === 'nobody' && !who.includes('open')) refuse('sign-in-needed', { act: label });
}

/** The actor that the header names, percent-decoded. */
export function actorOf({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  const given = headers[ACTOR_HEADER];
  return typeof given === 'string' ? decodedActor(given) : undefined;
}

export function decodedActor(given: string): string {
  try {
    return decodeURIComponent(given);
  } catch {
    return refuse('actor-malformed', { actor: given.slice(0, 200) });
  }
}

function cookiesTo(
  reply: FastifyReply,
  { publicUrl }: ApiOptions,
): NonNullable<Service['cookies']> {
  const secure = publicUrl?.startsWith('https:') === true;
  return (change) => void reply.header('set-cookie', cookieHeader(change, { secure }));
}
