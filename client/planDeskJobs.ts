import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Fault } from '../domain/faults.ts';
import type { Reading } from '../domain/plan.ts';
import type { LedgerStatus } from '../documents/ledger.ts';
import { FaultError } from './faultError.ts';
import type { ExportedLedger, LedgerFormat } from './ledgerExport.ts';
import type { RehearsedYear, RehearsalOrder } from './planDeskYear.ts';

/** What a process beside the API does, so that the API goes on answering and a bad file takes nothing with it. */
export type DeskJob = ReadJob | RehearseJob | LedgerJob;

interface ReadJob {
  readonly kind: 'read';
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly today: string;
}

interface RehearseJob {
  readonly kind: 'rehearse';
  readonly input: RehearsalOrder;
}

/** A ledger is written and read again, which takes seconds for ten thousand tasks. */
interface LedgerJob {
  readonly kind: 'ledger';
  readonly reading: Pick<Reading, 'draft' | 'layout'>;
  readonly format: LedgerFormat;
  readonly today: string;
  /** By the index of the task in the draft. */
  readonly statuses: readonly (LedgerStatus | undefined)[];
}

export interface DeskJobResults {
  readonly ledger: ExportedLedger;
  readonly read: Reading;
  readonly rehearse: RehearsedYear;
}

/** What it says: how far it is, from 0 to 1, or how it ended. */
export type DeskJobMessage =
  | { readonly progress: number }
  | { readonly result: unknown }
  | { readonly fault: Fault }
  | { readonly error: string };

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const PROGRAM = fileURLToPath(new URL('./planDeskJobMain.ts', import.meta.url));
/** Two cores serve: whatever else is asked waits its turn. */
const AT_ONCE = 2;
const MOST_WAITING = 20;
/** What has not ended after this is given up. */
const LONGEST_MS = 10 * 60_000;
const MEGABYTES = 2_048;

let running = 0;
const waiting: (() => void)[] = [];

/** Whether no more can be asked for at present. */
export function jobsAreMany(): boolean {
  return waiting.length >= MOST_WAITING;
}

/** Does a job in a process of its own; a fault of ours comes back as one. */
export async function runDeskJob<K extends DeskJob['kind']>(
  job: Extract<DeskJob, { kind: K }>,
  onProgress: (done: number) => void = () => undefined,
): Promise<DeskJobResults[K]> {
  if (running >= AT_ONCE) await new Promise<void>((turn) => waiting.push(turn));
  else running += 1;
  try {
    return (await beside(job, onProgress)) as DeskJobResults[K];
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function beside(job: DeskJob, onProgress: (done: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = fork(PROGRAM, [], {
      execArgv: ['--import', TSX, `--max-old-space-size=${MEGABYTES}`],
      env: { ...process.env, NODE_OPTIONS: '' },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const end = (how: () => void) => {
      clearTimeout(limit);
      child.removeAllListeners();
      child.on('error', () => undefined);
      child.kill('SIGKILL');
      how();
    };
    const limit = setTimeout(
      () => end(() => reject(new Error(`${job.kind}: not done after ${LONGEST_MS} ms`))),
      LONGEST_MS,
    );
    child.on('message', (message: DeskJobMessage) => {
      if ('progress' in message) onProgress(message.progress);
      else if ('result' in message) end(() => resolve(message.result));
      else if ('fault' in message) end(() => reject(new FaultError(message.fault)));
      else end(() => reject(new Error(message.error)));
    });
    child.on('error', (error) => end(() => reject(error)));
    child.on('exit', (code) => end(() => reject(new Error(`${job.kind}: left with ${code}`))));
    child.send(job);
  });
}
