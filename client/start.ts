import { setTimeout as sleep } from 'node:timers/promises';
import { compose } from './startup/compose.ts';
import { homeOf } from './startup/home.ts';
import { leaveWithParent } from '../store/parent.ts';

/** `npm start`: brings everything up, keeps it running, and stops it in the reverse order. */

/** Something that was started and must be stopped; without a name it leaves without a line. */
interface Part {
  readonly what?: string;
  readonly stop: () => Promise<void> | void;
}

const began = Date.now();
/** What was begun when the order to stop came gets this long to come to its end. */
const PATIENCE_MS = 10_000;

const stopping = new AbortController();
const parts: Part[] = [];
let leaving: Promise<never> | undefined;
let ready = false;
let note: (line: string) => void = () => undefined;

for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
leaveWithParent(stop, 90_000);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
process.on('uncaughtException', (error) => void fail(error));

try {
  const home = homeOf();
  await compose({ home, say, step, part: (part) => parts.push(part), noteTo: (to) => (note = to) });
  ready = true;
  await new Promise((done) => {
    stopping.signal.addEventListener('abort', done);
    if (stopping.signal.aborted) done(undefined);
  });
  await leave(0);
} catch (error) {
  await (stopping.signal.aborted ? leave(0) : fail(error));
}

/** One step of the start, with a line when it is done; an order to stop ends the start after it. */
async function step<T>(
  what: string,
  work: () => Promise<T>,
  words: (made: T) => string = () => '',
) {
  stopping.signal.throwIfAborted();
  const from = Date.now();
  const made = await Promise.race([work(), patience()]);
  say(`${what}已就绪（${seconds(from)}）${words(made)}`);
  return made;
}

async function patience(): Promise<never> {
  await new Promise((done) => stopping.signal.addEventListener('abort', done));
  await sleep(PATIENCE_MS);
  throw new Error('正在停止');
}

function stop(): void {
  if (stopping.signal.aborted) return;
  say('正在停止……');
  stopping.abort();
}

function fail(error: unknown): Promise<never> {
  const { message, stack = message } = error as Error;
  if (leaving === undefined) process.stderr.write(`${message}\n`);
  note(stack);
  stopping.abort();
  return leave(1);
}

function leave(code: number): Promise<never> {
  leaving ??= stopAll(code);
  return leaving;
}

async function stopAll(code: number): Promise<never> {
  let outcome = code;
  for (const { what, stop: end } of parts.toReversed()) {
    const from = Date.now();
    try {
      await end();
      if (what !== undefined) say(`已停止：${what}（${seconds(from)}）`);
    } catch (error) {
      say(`${what ?? ''}没有正常停止：${(error as Error).message}`);
      outcome = 1;
    }
  }
  process.exit(outcome);
}

/** A line for people, with how long the start has taken so far, or the time of day once it runs. */
function say(line: string): void {
  note(line);
  const clock = new Date().toLocaleTimeString('zh-CN', { hour12: false });
  const mark = ready ? clock : `${seconds(began).padStart(7)}`;
  process.stdout.write(`${mark}  ${line}\n`);
}

function seconds(from: number): string {
  return `${((Date.now() - from) / 1000).toFixed(1)} 秒`;
}
