import { engineOf, type AnyMachine } from './engines.ts';
import type { Decision } from './machine.ts';
import type { Proof, ProofTurn } from './proof.ts';

/** A turn again: what was decided, and the states before and after. */
export interface Replayed {
  readonly seq: number;
  readonly decisions: readonly Decision[];
  readonly before: unknown;
  readonly after: unknown;
}

export type Replay =
  { readonly turns: readonly Replayed[] } | { readonly turn: number; readonly detail: string };

/** Takes the turns again, each under the engine that it was made with; `turn` is the index of the one that cannot be. */
export function replay(
  process: Pick<Proof['process'], 'kind' | 'input'>,
  turns: readonly Pick<ProofTurn, 'seq' | 'engine' | 'taken'>[],
): Replay {
  const made: Replayed[] = [];
  const machines = new Map<number, AnyMachine>();
  let state: unknown;
  for (const [i, { seq, engine, taken }] of turns.entries()) {
    try {
      const first = machines.size === 0 ? engineOf(process.kind, process.input, engine) : undefined;
      const machine =
        machines.get(engine) ?? (first ?? engineOf(process.kind, process.input, engine)).machine;
      machines.set(engine, machine);
      if (first) ({ state } = first);
      const before = state;
      const decisions: Decision[] = [];
      for (const { upTo, message } of taken) {
        const step = machine.advance(state, message, upTo);
        state = step.state;
        decisions.push(...step.decisions);
      }
      made.push({ seq, decisions, before, after: state });
    } catch (error) {
      const { message } = error as Error;
      const unknown = /^no engine/.test(message);
      return { turn: i, detail: unknown ? `规则引擎 ${engine} 本程序不认识` : message };
    }
  }
  return { turns: made };
}

/** What could not even be read was recorded by the driver, not decided by the machine. */
export function isUnreadable(row: {
  readonly type: string;
  readonly key: string;
  readonly seq: number;
}) {
  return row.type === 'refused' && row.key.startsWith(`refused:${row.seq}:`);
}
