import type { Context, OwedTask } from './context.ts';
import { engineOf, type AnyMachine } from './engines.ts';
import { dayOf, epoch, type Day, type Instant } from './instant.ts';
import type { Decision, MessageBase } from './machine.ts';
import type { Regime } from './regime.ts';
import type { TaskInput } from './taskState.ts';

/** A task as the register has recorded it. */
export interface LivedTask {
  readonly process: string;
  readonly input: TaskInput;
  readonly turns: readonly {
    readonly engine: number;
    readonly taken: readonly { readonly upTo: Instant; readonly message?: MessageBase }[];
  }[];
}

/** An obligation that would have been judged otherwise; absent: it would not have been judged at all. */
export interface OtherVerdict {
  readonly task: string;
  readonly obligation: string;
  readonly duty: string;
  readonly period: string;
  readonly party: string;
  readonly due: Instant;
  readonly old?: string;
  readonly new?: string;
}

/** A notice that would not have been sent (no `new`), would have been sent (no `old`), or at another instant. */
export interface OtherNotice {
  readonly task: string;
  readonly key: string;
  readonly type: string;
  readonly recipient: string;
  readonly obligation: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly old?: Instant;
  readonly new?: Instant;
}

export interface WhatIf {
  readonly tasks: number;
  readonly messages: number;
  /** Judgements compared, and notices. */
  readonly judged: number;
  readonly notices: number;
  readonly verdicts: readonly OtherVerdict[];
  readonly otherNotices: readonly OtherNotice[];
}

export interface WhatIfTerms {
  readonly regime: Regime;
  /** Who would owe under that regime, by task; absent: as recorded. */
  readonly owed?: ReadonlyMap<string, OwedTask>;
  /** How far time is taken in both: how far the register has come. */
  readonly until: Instant;
  /** Only what is due, or sent, on these days; `to` is exclusive. */
  readonly from?: Day;
  readonly to?: Day;
}

/**
 * What-if 假如: what was sent and decided, taken again under another regime. Each message comes at its recorded instant and
 * in its recorded place, each wake-up when it came; what falls due later is taken up to `until`. Under the same regime
 * nothing differs.
 */
export function whatIf(lived: readonly LivedTask[], terms: WhatIfTerms): WhatIf {
  const contexts = new Map<Context, Context>();
  const verdicts: OtherVerdict[] = [];
  const otherNotices: OtherNotice[] = [];
  let [messages, judged, notices] = [0, 0, 0];
  for (const { process, input, turns } of lived) {
    const context = contexts.get(input.context) ?? { ...input.context, regime: terms.regime };
    contexts.set(input.context, context);
    const { key } = input.task;
    const task = terms.owed?.get(key) ?? input.task;
    const old = lives(input, turns, terms.until);
    const other = lives({ context, task }, turns, terms.until);
    const inside = between(terms, context.calendar.zone);
    const before = verdictsOf(old);
    const after = verdictsOf(other);
    verdicts.push(...verdictsApart(key, before, after).filter(({ due }) => inside(due)));
    otherNotices.push(
      ...noticesApart(key, old, other).filter((one) => inside(one.old ?? one.new ?? terms.until)),
    );
    messages += turns.flatMap(({ taken }) => taken).filter(({ message }) => message).length;
    judged += new Set([...before.keys(), ...after.keys()]).size;
    notices += old.filter(({ kind }) => kind === 'notice').length;
    if (!process.endsWith(`/${key}`)) throw new RangeError(`${process} is not of ${key}`);
  }
  return { tasks: lived.length, messages, judged, notices, verdicts, otherNotices };
}

function between({ from, to }: WhatIfTerms, zone: string): (at: Instant) => boolean {
  return (at) => {
    const day = dayOf(at, zone);
    return (from === undefined || day >= from) && (to === undefined || day < to);
  };
}

/** Everything that a task decides when it takes these turns and then time alone. */
function lives(input: TaskInput, turns: LivedTask['turns'], until: Instant): readonly Decision[] {
  const decisions: Decision[] = [];
  let engine = turns[0]?.engine ?? 1;
  let { machine, state } = engineOf('task', input, engine);
  const take = (message: MessageBase | undefined, upTo: Instant): void => {
    const step = machine.advance(state, message, upTo);
    state = step.state;
    decisions.push(...step.decisions);
  };
  for (const turn of turns) {
    if (turn.engine !== engine) {
      ({ engine } = turn);
      ({ machine } = engineOf('task', input, engine));
    }
    for (const { upTo, message } of turn.taken) take(message, upTo);
  }
  goOn(machine, () => state, take, until);
  return decisions;
}

function goOn(
  machine: AnyMachine,
  state: () => unknown,
  take: (message: undefined, upTo: Instant) => void,
  until: Instant,
): void {
  for (;;) {
    if (machine.ended(state())) return;
    const next = machine.next(state());
    if (next === undefined || epoch(next) > epoch(until)) return;
    take(undefined, next);
  }
}

/** The last judgement of each obligation. */
function verdictsOf(decisions: readonly Decision[]): ReadonlyMap<string, Decision> {
  return new Map(
    decisions.flatMap((decision) =>
      decision.kind === 'fact' && decision.type === 'judged'
        ? [[String(decision.payload['obligation']), decision] as const]
        : [],
    ),
  );
}

function verdictsApart(
  task: string,
  before: ReadonlyMap<string, Decision>,
  after: ReadonlyMap<string, Decision>,
): readonly OtherVerdict[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.flatMap((obligation): OtherVerdict[] => {
    const [was, is] = [before.get(obligation), after.get(obligation)];
    const [old, now] = [was, is].map((one) => one && String(one.payload['verdict']));
    if (old === now) return [];
    const { duty, period, party, due } = (was ?? is)?.payload ?? {};
    const at = (was ?? is)?.at ?? '';
    return [
      {
        ...{ task, obligation, duty: String(duty), period: String(period), party: String(party) },
        due: typeof due === 'string' ? due : at,
        ...(old === undefined ? {} : { old }),
        ...(now === undefined ? {} : { new: now }),
      },
    ];
  });
}

function noticesApart(
  task: string,
  old: readonly Decision[],
  other: readonly Decision[],
): readonly OtherNotice[] {
  const [before, after] = [noticesOf(old), noticesOf(other)];
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.flatMap((key): OtherNotice[] => {
    const [was, is] = [before.get(key), after.get(key)];
    const one = is ?? was;
    if (one === undefined || was?.at === is?.at) return [];
    return [
      {
        ...{ task, key, type: one.type, recipient: one.recipient, payload: one.payload },
        obligation: String(one.payload['obligation']),
        ...(was ? { old: was.at } : {}),
        ...(is ? { new: is.at } : {}),
      },
    ];
  });
}

function noticesOf(decisions: readonly Decision[]) {
  return new Map(
    decisions.flatMap((decision) =>
      decision.kind === 'notice' ? [[decision.key, decision] as const] : [],
    ),
  );
}
