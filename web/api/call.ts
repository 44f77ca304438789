import operations from 'virtual:operations';
import type { InputOf, OperationName, OutputOf } from '../../client/operations.ts';
import { door } from './door.ts';
import { setOver } from './over.ts';
import { presenceHeader } from './presence.ts';
import { AWAY, Problem, type ProblemBody } from './problem.ts';

/** What is answered to a page that had a session and has none any more. */
const OVER: readonly string[] = ['sign-in-needed', 'session-none'];

type Line = readonly [method: 'GET' | 'POST', path: string];
const table = operations as Readonly<Record<OperationName, Line>>;

/** Calls an operation of the API, typed from the one table of operations. Throws `Problem`. */
export async function call<K extends OperationName>(
  name: K,
  input: InputOf<K>,
  signal?: AbortSignal,
): Promise<OutputOf<K>> {
  const { method, path, rest } = placed(name, input);
  const address = method === 'GET' ? `${path}${queryOf(rest)}` : path;
  const response = await fetch(address, {
    method,
    headers: headersOf(method),
    ...(method === 'POST' ? { body: JSON.stringify(rest) } : {}),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw new Problem(AWAY);
  });
  const text = await response.text();
  if (!response.ok) throw refusedWith(response, text);
  return JSON.parse(text) as OutputOf<K>;
}

/** Where an operation is asked, with what of the input is not part of the path. */
export function placed(name: OperationName, input: object) {
  const [method, pattern] = table[name];
  const rest: Record<string, unknown> = { ...input };
  const path = pattern.replace(/:(\w+)/gu, (_part, field: string) => {
    const value = rest[field];
    Reflect.deleteProperty(rest, field);
    return encodeURIComponent(String(value));
  });
  return { method, path: `/api${path}`, rest };
}

/** What was answered instead; a session that is over is known by it. */
export function refusedWith(response: { readonly status: number }, text: string): Problem {
  const problem = problemOf(response, text);
  if (OVER.includes(problem.code) && door().csrf !== undefined) setOver(true);
  return new Problem(problem);
}

/** What every request says of who asks. */
export function headersOf(method: string, type = 'application/json'): Record<string, string> {
  const { actor, csrf, link } = door();
  return {
    ...presenceHeader(),
    ...(actor === undefined ? {} : { 'x-duban-actor': encodeURIComponent(actor) }),
    ...(link === undefined ? {} : { authorization: `Link ${link}` }),
    ...(method === 'POST' ? { 'content-type': type } : {}),
    ...(method === 'POST' && csrf !== undefined ? { 'x-duban-csrf': csrf } : {}),
  };
}

export function queryOf(input: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(input)) {
    if (value !== undefined && value !== '') query.set(key, `${value as string | number}`);
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

function problemOf({ status }: { readonly status: number }, text: string): ProblemBody {
  try {
    return JSON.parse(text) as ProblemBody;
  } catch {
    return { ...AWAY, status };
  }
}

/** 请求编号: made once for what a person means to do, kept while he tries again, so that nothing is done twice. */
export function newRequestId(): string {
  return `web-${[...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')}`;
}
