import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refuse } from '../faultError.ts';
import { BODY_LIMIT, type Operation } from '../operations.ts';

/**
 * Reads a JSON body, or a file as it is, up to the operation's limit. What is too large is read to its end all the same, so
 * that the caller hears why instead of a broken connection.
 */
export async function readBody(
  request: FastifyRequest,
  payload: IncomingMessage,
): Promise<unknown> {
  const { limit = BODY_LIMIT, isFile = false } = request.routeOptions.config;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else if (size > MOST_READ) payload.destroy();
  }
  if (size > limit) tooLarge(limit, isFile);
  if (isFile) return { bytes: new Uint8Array(Buffer.concat(chunks)) };
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return {};
  mustBeJson(request.headers['content-type']);
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

function tooLarge(limit: number, isFile: boolean): never {
  const megabytes = limit / 1024 / 1024;
  if (isFile) refuse('evidence-too-large', { limit: megabytes });
  refuse('too-large', { limit: `${megabytes} MB` });
}

const MOST_READ = 256 * 1024 * 1024;
const DEEPEST = 200;

function mustBeJson(type = ''): void {
  if (/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) return;
  refuse('media-type', { type: type.slice(0, 100) });
}

/** PostgreSQL keeps neither U+0000 nor half a surrogate pair; and nobody means what is nested hundreds of levels deep. */
function unstorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return /\u0000|\p{Cs}/u.test(value);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false;
  if (depth > DEEPEST) return true;
  return Object.entries(value).some(
    ([key, own]) => unstorable(key, depth + 1) || unstorable(own, depth + 1),
  );
}

/** What was sent: query or body, both where the body is a file, and the named parts of the path. */
export function inputOf({ method, body, params, query, routeOptions }: FastifyRequest): object {
  const sent = method === 'GET' || method === 'HEAD' ? query : (body ?? {});
  const own =
    routeOptions.config.isFile === true
      ? { ...(query as object), bytes: new Uint8Array(), ...(sent as object) }
      : sent;
  const input = { ...(own as object), ...(params as object) };
  if (unstorable(input)) refuse('message-malformed', { detail: '含有空字符或残缺的字符' });
  return input;
}

const DOCUMENTS: Readonly<Record<string, string>> = {
  plan: '方案',
  regime: '制度',
  calendar: '工作日历',
  directory: '单位名录',
};
const SHOWN = 20;
const LOCALE = z.locales.zhCN().localeError;

/** What is not there is said in an office's words; of all else the library's. */
const WORDS: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type' && issue.input === undefined) return '没有填写';
  if (issue.code === 'too_small' && issue.origin === 'string') {
    return issue.minimum === 1 ? '没有填写' : `至少要 ${issue.minimum} 个字`;
  }
  return LOCALE(issue);
};

/** What the operation takes, with its defaults; the faults are named in Chinese, of a document by its lines. */
export function parseInput(operation: Operation, value: unknown): unknown {
  const parsed = operation.input.safeParse(value, { error: WORDS });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: path.map(String),
    message,
  }));
  if (issues.some(({ path }) => path.length === 1 && path[0] === 'after')) refuse('page-unknown');
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
