import { randomUUID } from 'node:crypto';
import { didYouMean } from '../../domain/spelling.ts';
import { OPERATIONS, type InputOf, type Operation, type OperationName } from '../operations.ts';
import { call } from './call.ts';
import { textOf } from './documents.ts';
import { usage, type Io } from './io.ts';

export interface CallOptions {
  readonly input: string;
  readonly as: string;
}

/** `duban call [OPERATION] --input JSON`: any operation of the table; without a name, what there is. */
export async function callAny(
  io: Io,
  name: string | undefined,
  { input, as }: CallOptions,
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
  const { method, file }: Operation = OPERATIONS[known];
  if (file !== undefined) return usage(`${name} 收发的是文件，请用 duban evidence。`);
  const given = objectOf(input.startsWith('@') ? textOf(input.slice(1)) : input);
  const sent =
    method === 'POST' && given['requestId'] === undefined
      ? { ...given, requestId: randomUUID() }
      : given;
  const answer = await call(io, known, sent as InputOf<typeof known>, as);
  io.out(JSON.stringify(answer, null, 2));
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
