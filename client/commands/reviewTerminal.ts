import { createInterface } from 'node:readline/promises';
import type { ReadStream, WriteStream } from 'node:tty';

/**
 * Asks at a terminal, line by line; nothing where input or output is no terminal. Leaving (Ctrl-C, Ctrl-D) answers
 * `undefined`. The terminal is held only while a question waits, so that the command can end.
 */
export function asksOf(
  input: ReadStream,
  output: WriteStream,
): ((question: string) => Promise<string | undefined>) | undefined {
  if (!input.isTTY || !output.isTTY) return undefined;
  return async (question) => {
    const lines = createInterface({ input, output });
    const left = new Promise<undefined>((resolve) => {
      lines.once('close', () => resolve(undefined));
      lines.once('SIGINT', () => lines.close());
    });
    try {
      return await Promise.race([lines.question(question), left]);
    } finally {
      lines.close();
    }
  };
}
