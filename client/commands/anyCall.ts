import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { didYouMean } from '../../domain/spelling.ts';
import { OPERATIONS, type InputOf, type Operation, type OperationName } from '../operations.ts';
import type { FileGiven } from '../fileGiven.ts';
import { call, type LinkGiven } from './call.ts';
import { bytesOf, textOf } from './documents.ts';
import { usage, type Io } from './io.ts';
import { mustBeNew, writeNew } from './newFile.ts';

export interface CallOptions {
  readonly input: string;
  readonly as: string;
  /** The file that is sent, of operations that take one. */
  readonly file?: string;
  /** Where the file is written, of operations that give one. */
  readonly out?: string;
  /** A signed link, or its token: whoever holds it does what its page does. */
  readonly link?: string;
}

/** `duban call [OPERATION] --input JSON`: any operation of the table; without a name, what there is. */
export async function callAny(
  io: Io,
  name: string | undefined,
  { input, as, file: path, out, link }: CallOptions,
): Promise<void> {
  const names = Object.keys(OPERATIONS);
  if (name === undefined) {
    const lines = Object.entries(OPERATIONS).map(([key, { method, path, label }]) => {
      return `${key.padEnd(26)} ${method.padEnd(5)} ${path.padEnd(40)} ${label}`;
    });
    io.out(lines.join('\n'));
    return;
  }
  if (!names.includes(name)) {
    return usage(`没有名为 ${name} 的操作。${didYouMean(name, names)}不写操作时列出全部。`);
  }
  const known = name as OperationName;
  const { method, file, input: schema }: Operation = OPERATIONS[known];
  if (file === 'taken' && path === undefined) {
    return usage(`${name} 要送一个文件，请用 --file 写明，例如 --file 台账.pdf。`);
  }
  if (file !== 'taken' && path !== undefined) return usage(`${name} 不收文件，请去掉 --file。`);
  if (file !== 'given' && out !== undefined) return usage(`${name} 不给出文件，请去掉 --out。`);
  if (out !== undefined) mustBeNew(out);
  const given = objectOf(input.startsWith('@') ? textOf(input.slice(1)) : input);
  const takesNumber = 'requestId' in (schema as unknown as { shape: object }).shape;
  const sent = {
    ...(method === 'POST' && takesNumber ? { requestId: randomUUID() } : {}),
    ...(path === undefined ? {} : { name: basename(path), bytes: bytesOf(path) }),
    ...given,
  };
  const by = link === undefined ? undefined : linkIn(link);
  const answer = await call(io, known, sent as InputOf<typeof known>, as, by);
  io.out(JSON.stringify(file === 'given' ? keptFile(answer as FileGiven, out) : answer, null, 2));
}

/** The file that was given, written down under its own name or the one that is wished. */
function keptFile({ name, type, bytes }: FileGiven, out: string | undefined): object {
  const path = out ?? (basename(name) || 'download');
  writeNew(path, bytes);
  return { name, type, size: bytes.length, file: path };
}

/** `https://…/r#token`, `/r#token` or the token alone. */
function linkIn(written: string): LinkGiven {
  const [, token] = /(?:^|#)([0-9a-f]{16}-[0-9a-f]{32})$/i.exec(written.trim()) ?? [];
  if (token === undefined) {
    return usage('--link 应是完整的填报链接，例如 https://…/r#…，请整条复制。');
  }
  const [origin] = /^https?:\/\/[^/#?]+/i.exec(written.trim()) ?? [];
  return { token, ...(origin === undefined ? {} : { origin }) };
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // said below
  }
  return usage('--input 应是一个 JSON 对象，例如 --input \'{"campaign":"c2026-001"}\'。');
}
