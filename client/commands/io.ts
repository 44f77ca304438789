import { FaultError } from '../faultError.ts';
import type { Problem } from '../server/problem.ts';
import type { ProgressStream } from '../print.ts';
import { withHint } from './hints.ts';

/** Where a command reads and writes: the terminal, or a stand-in. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Columns of the terminal. */
  readonly width: number;
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => number;
  readonly progress: ProgressStream;
  /** Asks a person at a terminal and waits for a line; nothing once they have left. Absent where nobody sits. */
  readonly ask?: ((question: string) => Promise<string | undefined>) | undefined;
}

/** Exit codes: 0 done, 1 refused, 2 wrong use, 3 no server. */
export const EXIT = { done: 0, refused: 1, usage: 2, away: 3 } as const;

/** A command that ends with a sentence and a code; `json` is what `--json` prints of it. */
export class CommandEnd extends Error {
  readonly exit: number;
  readonly json: unknown;

  constructor(exit: number, message: string, json?: unknown) {
    super(message);
    this.exit = exit;
    this.json = json ?? { code: 'usage', detail: message };
  }
}

export function usage(message: string): never {
  throw new CommandEnd(EXIT.usage, message);
}

/** Prints the answer: as JSON for programs, else in words for people. */
export function print<T>(io: Io, json: boolean | undefined, value: T, words: (value: T) => string) {
  io.out(json === true ? JSON.stringify(value, undefined, 2) : words(value));
}

/** Ends a command with what it failed of; the exit code. */
export function fail(io: Io, error: unknown, json: boolean): number {
  const end = endOf(error);
  if (end.message === '') return end.exit;
  if (json) io.out(JSON.stringify(end.json, undefined, 2));
  else io.err(end.message);
  return end.exit;
}

function endOf(error: unknown): CommandEnd {
  if (error instanceof CommandEnd) return error;
  if (error instanceof FaultError) {
    const { code, message } = error.fault;
    return new CommandEnd(EXIT.refused, withHint(code, message), { code, detail: message });
  }
  const { message, code } = error as NodeJS.ErrnoException;
  const words =
    code === undefined ? `命令没有完成（${message}）。请重试；仍不行的，请联系管理员。` : message;
  return new CommandEnd(EXIT.refused, words, { code: code ?? 'internal', detail: words });
}

export function problemEnd(problem: Problem): CommandEnd {
  return new CommandEnd(EXIT.refused, withHint(problem.code, problem.detail), problem);
}
