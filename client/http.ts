import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { FAULTS, fault, type Fault } from '../domain/faults.ts';
import type { Diagnostic } from '../domain/plan.ts';
import { isAway } from '../store/pool.ts';
import { FaultError, refuse } from './faultError.ts';
import { HANDLERS } from './handlers/handlers.ts';
import { attempt, DEFAULT_ACTOR, mustBeAllowed, roleOf } from './handlers/actor.ts';
import { isTemporalAway } from './handlers/temporal.ts';
import { BODY_LIMIT, OPERATIONS, type Operation, type OperationName } from './operations.ts';
import { guardAddress, guardBody } from './secrecyDoor.ts';
import type { Service } from './service.ts';

export interface ServeOptions {
  /** 0: any free one. */
  readonly port: number;
  /** What callers must carry as `Authorization: Bearer`. */
  readonly token: string;
  readonly log: (line: string) => void;
}

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the operations on the loopback. */
export async function serve(service: Service, options: ServeOptions): Promise<Served> {
  const app = apiOf(service, options);
  await app.listen({ host: '127.0.0.1', port: options.port });
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return { url: `http://127.0.0.1:${port}`, close: () => app.close() };
}

/** The API before it listens. Nothing of a request is kept or logged before the guards have looked at it. */
export function apiOf(
  service: Service,
  options: Pick<ServeOptions, 'token' | 'log'>,
): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: Number.MAX_SAFE_INTEGER,
    forceCloseConnections: true,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', readBody);
  app.setErrorHandler((error, request, reply) => answerFault(error, request, reply, options.log));
  app.setNotFoundHandler((request) =>
    refuse('no-such-address', { method: request.method, path: request.url.slice(0, 200) }),
  );
  app.addHook('onRequest', async (request) => {
    if (request.url !== '/health' && !carries(request, options.token)) refuse('unauthorised');
    await guardAddress(service, request);
  });
  app.get('/health', () => health(service));
  for (const name of Object.keys(OPERATIONS) as OperationName[]) route(app, service, name);
  return app;
}

function route(app: FastifyInstance, service: Service, name: OperationName): void {
  const operation: Operation = OPERATIONS[name];
  const run = HANDLERS[name] as (
    service: Service,
    input: unknown,
    actor: string,
  ) => Promise<unknown>;
  app.route({
    method: operation.method,
    url: operation.path,
    config: { limit: operation.limit ?? BODY_LIMIT, door: name },
    handler: async (request) => {
      await guardBody(service, request);
      const actor = actorOf(request);
      roleOf(actor);
      await allowed(service, name, actor);
      const input = parse(operation, inputOf(request));
      return operation.output.parse(await run(service, input, actor));
    },
  });
}

/** A write that is refused for its role is recorded like any other refusal. */
async function allowed(service: Service, name: OperationName, actor: string): Promise<void> {
  if (OPERATIONS[name].method === 'GET') return mustBeAllowed(name, actor);
  const what = { actor, act: name, subject: '' };
  return attempt(service, what, () => Promise.resolve(mustBeAllowed(name, actor)));
}

/** Whether the register answers; Temporal may be away and reports are still taken. */
async function health(service: Service): Promise<{ status: string }> {
  await service.pool.query('select 1');
  return { status: 'ok' };
}

function carries({ headers }: FastifyRequest, token: string): boolean {
  const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(token));
}

/** Who calls, as the caller says: Chinese names come percent-encoded. */
function actorOf({ headers }: FastifyRequest): string {
  const given = headers['x-duban-actor'];
  if (typeof given !== 'string' || given === '') return DEFAULT_ACTOR;
  try {
    return decodeURIComponent(given);
  } catch {
    return refuse('actor-malformed', { actor: given.slice(0, 200) });
  }
}

function inputOf({ method, body, params, query }: FastifyRequest): unknown {
  const own = method === 'GET' ? query : (body ?? {});
  return { ...(own as object), ...(params as object) };
}

const DOCUMENTS: Readonly<Record<string, string>> = {
  plan: '方案',
  regime: '制度',
  calendar: '工作日历',
  directory: '单位名录',
};
const SHOWN = 20;

function parse(operation: Operation, value: unknown): unknown {
  const parsed = operation.input.safeParse(value, { error: z.locales.zhCN().localeError });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: path.map(String),
    message,
  }));
  const line = (parts: readonly string[], message: string) =>
    parts.length === 0 ? message : `${parts.join('.')}：${message}`;
  const document = DOCUMENTS[issues[0]?.path[0] ?? ''];
  if (document !== undefined && (issues[0]?.path.length ?? 0) > 1) {
    const own = issues.filter(({ path }) => DOCUMENTS[path[0] ?? ''] === document);
    const list = own.slice(0, SHOWN).map(({ path, message }) => line(path.slice(1), message));
    refuse('document-faulty', { document, count: own.length, list: list.join('\n') });
  }
  const detail = issues.slice(0, SHOWN).map(({ path, message }) => line(path, message));
  return refuse('message-malformed', { detail: detail.join('；') });
}

/**
 * Reads a JSON body up to the operation's limit. What is too large is read to its end all the same, so that the caller
 * hears why instead of a broken connection.
 */
async function readBody(request: FastifyRequest, payload: IncomingMessage): Promise<unknown> {
  const { limit = BODY_LIMIT } = request.routeOptions.config as { limit?: number };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else if (size > MOST_READ) payload.destroy();
  }
  if (size > limit) refuse('too-large', { limit: `${limit / 1024 / 1024} MB` });
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('message-malformed', { detail: '不是 JSON' });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('message-malformed', { detail: '应为一个 JSON 对象' });
  }
  if (unstorable(value)) refuse('message-malformed', { detail: '含有空字符或残缺的字符' });
  return value;
}

const MOST_READ = 256 * 1024 * 1024;

/** PostgreSQL keeps neither U+0000 nor half a surrogate pair. */
function unstorable(value: unknown): boolean {
  if (typeof value === 'string') return /\u0000|\p{Cs}/u.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, own]) => unstorable(key) || unstorable(own));
}

/** RFC 9457: a problem with its code; `detail` is the sentence for people. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly diagnostics?: readonly Diagnostic[];
}

export function problemOf(refused: Fault, diagnostics: readonly Diagnostic[] = []): Problem {
  const [title = ''] = refused.message.split('\n');
  return {
    type: `urn:duban:fault:${refused.code}`,
    title,
    status: FAULTS[refused.code].status,
    detail: refused.message,
    code: refused.code,
    ...(diagnostics.length > 0 ? { diagnostics } : {}),
  };
}

function answerFault(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: (line: string) => void,
): FastifyReply {
  const problem = problemFor(error, request, log);
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(problem);
}

function problemFor(
  error: unknown,
  { method, url }: FastifyRequest,
  log: (line: string) => void,
): Problem {
  if (error instanceof FaultError) return problemOf(error.fault, error.diagnostics);
  const { statusCode, message, stack } = error as Error & { statusCode?: number };
  if (isAway(error))
    return problemOf(fault(method === 'GET' ? 'register-unreadable' : 'register-away'));
  if (isTemporalAway(error)) return problemOf(fault('temporal-away'));
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return problemOf(fault('message-malformed', { detail: message }));
  }
  const id = randomUUID().slice(0, 8);
  log(`内部错误 ${id}：${method} ${url.split('?')[0]}：${stack ?? String(error)}`);
  return problemOf(fault('internal', { id }));
}
