import { join } from 'node:path';
import { readText } from '../../store/file.ts';
import type { Problem } from '../server/problem.ts';
import {
  OPERATIONS,
  type InputOf,
  type Operation,
  type OperationName,
  type OutputOf,
} from '../operations.ts';
import type { FileGiven } from '../fileGiven.ts';
import { addressOf } from '../runFile.ts';
import { homeOf } from '../startup/home.ts';
import { CommandEnd, EXIT, problemEnd, type Io } from './io.ts';

/** Longer than the API takes for a decision, and for a plan of ten thousand tasks. */
const LIMIT_MS = 120_000;

/** Calls an operation of the API; a refusal ends the command with the API's sentence. */
export async function call<K extends OperationName>(
  io: Io,
  name: K,
  input: InputOf<K>,
  actor = 'office',
  link?: LinkGiven,
): Promise<OutputOf<K>> {
  const operation: Operation = OPERATIONS[name];
  const { base, authorization } = link === undefined ? server(io) : linkServer(io, link);
  const { path, rest } = placed(operation.path, input);
  const { bytes, ...fields } = rest;
  const isFile = operation.file === 'taken';
  const query = new URLSearchParams(
    operation.method === 'GET' || isFile
      ? Object.entries(fields).map(([key, value]) => [key, String(value)] as [string, string])
      : [],
  ).toString();
  const response = await reach(`${base}${path}${query === '' ? '' : `?${query}`}`, {
    method: operation.method,
    headers: {
      authorization,
      'content-type': isFile ? 'application/octet-stream' : 'application/json',
      'x-duban-actor': encodeURIComponent(actor),
    },
    ...(operation.method === 'POST'
      ? { body: isFile ? (bytes as Uint8Array<ArrayBuffer>) : JSON.stringify(rest) }
      : {}),
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  if (response.ok && operation.file === 'given') return fileIn(response) as Promise<OutputOf<K>>;
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw isProblem(body) ? problemEnd(body) : unreadable(response.status);
  return operation.output.parse(body) as OutputOf<K>;
}

async function fileIn(response: Response): Promise<FileGiven> {
  const head = response.headers.get('content-disposition') ?? '';
  const [, name = ''] = /filename\*=UTF-8''([^;]+)/.exec(head) ?? [];
  const type = response.headers.get('content-type') ?? '';
  return {
    name: decodeURIComponent(name),
    type,
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
}

/** `:name` parts of the path are taken from the input; what is undefined is left out. */
export function placed(
  path: string,
  input: object,
): { readonly path: string; readonly rest: Record<string, unknown> } {
  const rest = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const filled = path.replace(/:(\w+)/g, (_, key: string) => {
    const value = String(rest[key]);
    delete rest[key];
    return encodeURIComponent(value);
  });
  return { path: filled, rest };
}

const START_FIRST = '督办没有在运行。请先运行 npm start。';

/** A signed link 免登录填报链接: its token, and where it leads; absent: to this machine. */
export interface LinkGiven {
  readonly token: string;
  readonly origin?: string;
}

interface Server {
  readonly base: string;
  readonly authorization: string;
}

function linkServer(io: Io, { token, origin }: LinkGiven): Server {
  return { base: `${origin ?? baseOf(io)}/api`, authorization: `Link ${token}` };
}

function baseOf({ env }: Io): string {
  const named = env['DUBAN_API'] ?? '';
  const base = named === '' ? addressOf(homeOf(env).folder, 'api') : named.replace(/\/+$/, '');
  if (base === undefined)
    throw new CommandEnd(EXIT.away, START_FIRST, { code: 'away', detail: START_FIRST });
  return base;
}

function server(io: Io): Server {
  const { env } = io;
  const { folder } = homeOf(env);
  const base = baseOf(io);
  const token = (env['DUBAN_TOKEN'] ?? readText(join(folder, 'token')) ?? '').trim();
  // an account's own token comes through the door of the accounts
  const at = token.startsWith('dbt_') ? `${base}/api` : base;
  return { base: at, authorization: `Bearer ${token}` };
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const { origin } = new URL(url);
    const slow = (error as Error).name === 'TimeoutError';
    const detail = slow
      ? `督办（${origin}）在 ${LIMIT_MS / 1000} 秒内没有答复。请稍后用同一请求编号重试，不会重复。`
      : `连不上督办（${origin}）。请先运行 npm start；正在启动的，请稍候再试。`;
    throw new CommandEnd(EXIT.away, detail, { code: 'away', detail });
  }
}

function isProblem(body: unknown): body is Problem {
  const { detail, code } = (body ?? {}) as Partial<Problem>;
  return typeof detail === 'string' && typeof code === 'string';
}

function unreadable(status: number): CommandEnd {
  const detail = `督办的答复无法读取（HTTP ${status}）。请核对 DUBAN_API 是否指向督办。`;
  return new CommandEnd(EXIT.away, detail, { code: 'away', detail });
}
