import type { Instant } from './instant.ts';

/**
 * Matter 办理事项: something about a task that a person must do or decide, with its own limit: 签收, 核实, 延期, 退回, 销号.
 * Each kind adds its own fields (see `matters.ts`). A limit that has come, and a reminder that has gone out, are no longer in it.
 */
export interface Matter {
  /** One of its kind in its task: `sign/u003`, `extension/2`. */
  readonly id: string;
  readonly kind: string;
  readonly phase: string;
  readonly openedAt: Instant;
  /** 办理时限 of the present phase. */
  readonly limitAt?: Instant;
  /** 临期提醒 of the present phase. */
  readonly remindAt?: Instant;
}

/** What holds matters: the state of a task. */
interface Holder {
  readonly matters?: readonly Matter[];
}

export function mattersOf<M extends Matter>(state: Holder, kind: M['kind']): readonly M[] {
  return (state.matters ?? []).filter((matter): matter is M => matter.kind === kind);
}

export function matterOf<M extends Matter>(
  state: Holder,
  kind: M['kind'],
  id: string,
): M | undefined {
  return mattersOf<M>(state, kind).find((matter) => matter.id === id);
}

/** The state with this matter, in place of the one of its id. */
export function withMatter<S extends Holder>(state: S, matter: Matter): S {
  const known = state.matters ?? [];
  const found = known.some(({ id }) => id === matter.id);
  const matters = found
    ? known.map((other) => (other.id === matter.id ? matter : other))
    : [...known, matter];
  return { ...state, matters };
}

export function withoutMatter<S extends Holder>(state: S, id: string): S {
  return { ...state, matters: (state.matters ?? []).filter((matter) => matter.id !== id) };
}

/** A matter without its limit and reminder: in its last phase, or before the next is given. */
export function unlimited<M extends Matter>(matter: M): M {
  const left = Object.entries(matter).filter(([name]) => name !== 'limitAt' && name !== 'remindAt');
  return Object.fromEntries(left) as M;
}
