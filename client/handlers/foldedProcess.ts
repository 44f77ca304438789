import type { Context } from '../../domain/context.ts';
import { engineOf, fold, type Folded } from '../../domain/engines.ts';
import { readProcess } from '../../domain/ids.ts';
import { kept } from '../../store/kept.ts';
import { isPool, type Db, type Pool } from '../../store/pool.ts';
import { findProcess, stepsAfter } from '../../store/processes.ts';
import { sameContext } from './sameContext.ts';

interface Known {
  readonly folded: Folded;
  /** The last turn that was folded, with its digest: a register that was restored since is told by it. */
  readonly seq: number;
  readonly digest: string;
}

/** The processes of one register that were folded last, the latest at the end, and those that are being read. */
interface Memory {
  readonly known: Map<string, Known>;
  readonly begun: Map<string, Promise<Known | undefined>>;
}

const MOST = 500;
const memories = new WeakMap<object, Memory>();

/**
 * A process folded from its turns, each under the engine that took it; undefined before it has begun. Turns are appended and
 * never changed, so that what was folded once is only carried on; a register of which the last known turn is not the same is
 * folded from its beginning.
 */
export async function foldedProcess(db: Db, process: string): Promise<Folded | undefined> {
  // Only of a pool: within a transaction there are turns that may never have been.
  if (!isPool(db)) return (await fromBeginning(db, process))?.folded;
  return kept(db, ['folded', process], () => carriedFurther(db, process));
}

async function carriedFurther(db: Pool, process: string): Promise<Folded | undefined> {
  const memory: Memory = memories.get(db) ?? { known: new Map(), begun: new Map() };
  memories.set(db, memory);
  await memory.begun.get(process);
  const before = memory.known.get(process);
  if (before !== undefined && before.seq >= 0) {
    const [last, ...fresh] = await stepsAfter(db, process, before.seq - 1);
    if (last?.digest === before.digest) {
      return remember(memory, process, carriedOn(before, fresh)).folded;
    }
  }
  const reading = fromBeginning(db, process);
  memory.begun.set(process, reading);
  try {
    const now = await reading;
    return now && remember(memory, process, now).folded;
  } finally {
    if (memory.begun.get(process) === reading) memory.begun.delete(process);
  }
}

async function fromBeginning(db: Db, process: string): Promise<Known | undefined> {
  const kind = readProcess(process)?.kind;
  const [row, turns] = await Promise.all([findProcess(db, process), stepsAfter(db, process, -1)]);
  if (row === undefined || kind === undefined) return undefined;
  const taken = row.input as { readonly context: Context };
  const input = { ...taken, context: sameContext(taken.context) };
  const folded = engineOf(kind, input, turns[0]?.steps[0]?.engine);
  return carriedOn({ folded, seq: -1, digest: '' }, turns);
}

function carriedOn(before: Known, turns: Awaited<ReturnType<typeof stepsAfter>>): Known {
  const last = turns.at(-1);
  if (last === undefined) return before;
  const steps = turns.flatMap((turn) => turn.steps);
  return { folded: fold(before.folded, steps), seq: last.seq, digest: last.digest };
}

/** Of two who read at once the one that came further is kept. */
function remember({ known }: Memory, process: string, now: Known): Known {
  const other = known.get(process);
  known.delete(process);
  known.set(process, other !== undefined && other.seq > now.seq ? other : now);
  const [oldest] = known.keys();
  if (known.size > MOST && oldest !== undefined) known.delete(oldest);
  return now;
}
