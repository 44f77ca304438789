import { regimesOf } from './amendedContext.ts';
import { periodFromKey } from './cadence.ts';
import type { Context, OwedTask } from './context.ts';
import { epoch, type Instant } from './instant.ts';
import type { Decision, Fact } from './machine.ts';
import { again, cadenceOf, type Obligation } from './obligation.ts';
import type { Diagnostic, Plan } from './plan.ts';
import type { Regime } from './regime.ts';
import { didYouMean } from './spelling.ts';
import { about } from './taskJudgement.ts';
import type { TaskState, TaskView } from './taskState.ts';
import type { Entry } from './taskTicks.ts';

/** 完成数 of a period as one report gave it. */
export interface Amount {
  readonly at: Instant;
  readonly value: number;
}

/** Containment 以旬保月: which periods add up inside which, one party's by obligation key. */
export interface Containment {
  readonly parts: ReadonlyMap<string, readonly Obligation[]>;
  readonly within: ReadonlyMap<string, Obligation>;
}

type Entries = Readonly<Record<string, Entry>>;
const NONE: Containment = { parts: new Map(), within: new Map() };

/** A period lies inside the longer one in which its first day lies; 旬, 月 and 季 nest exactly. */
export function containmentOf(
  context: Context,
  task: Pick<OwedTask, 'targets'>,
  obligations: readonly Obligation[],
): Containment {
  const regimes = regimesOf(context);
  if (task.targets === undefined || regimes.every(({ guards }) => !guards)) return NONE;
  const parts = new Map<string, readonly Obligation[]>();
  const within = new Map<string, Obligation>();
  const rules = regimes.flatMap((regime) =>
    (regime.guards ?? []).map((rule) => ({ ...rule, regime })),
  );
  for (const rule of rules) {
    const inner = obligations.filter(({ slot }) => slot.duty === rule.of);
    // What adds up inside a period is said by the regime that gives it.
    const outer = obligations.filter(
      ({ slot }) => slot.duty === rule.within && (slot.under ?? context.regime) === rule.regime,
    );
    for (const whole of outer) {
      const span = spanOf(context, whole);
      const own = inner.filter((part) => {
        const first = spanOf(context, part)?.from;
        if (span === undefined || first === undefined) return false;
        return part.party.id === whole.party.id && span.from <= first && first < span.to;
      });
      parts.set(whole.key, own);
      for (const { key } of own) within.set(key, whole);
    }
  }
  return { parts, within };
}

function spanOf(context: Context, { slot }: Obligation) {
  const { duties } = slot.under ?? context.regime;
  const duty = duties.find(({ id }) => id === slot.duty);
  return duty && periodFromKey(cadenceOf(duty, context), slot.period);
}

/** With a report's amount, those of an obligation in the order of their receipt. */
export function withAmount(entry: Entry, at: Instant, value: number): Entry {
  const amounts = [...(entry.amounts ?? []), { at, value }];
  return { ...entry, amounts: amounts.sort((a, b) => epoch(a.at) - epoch(b.at)).slice(-100) };
}

/**
 * What a period has attained by an instant: its own newest number, else the sum of those of the periods inside it; none
 * where no number has been reported.
 */
export function attainedBy(
  { key }: Obligation,
  by: Instant,
  containment: Containment,
  entries: Entries,
): number | undefined {
  const own = entries[key]?.amounts?.filter(({ at }) => epoch(at) <= epoch(by)).at(-1);
  if (own !== undefined) return own.value;
  const found = (containment.parts.get(key) ?? []).flatMap(
    (part) => attainedBy(part, by, containment, entries) ?? [],
  );
  return found.length === 0 ? undefined : rounded(found.reduce((sum, value) => sum + value, 0));
}

/** Sums of decimals without the traces of binary numbers. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/**
 * At the end of grace: what the period has attained against its target. A shortfall 短欠 is not a miss; a make-up inside
 * the longer period counts there, and this one stays recorded as it was.
 */
export function judgeAttained(
  view: TaskView,
  state: TaskState,
  obligation: Obligation,
): { readonly state: TaskState; readonly decisions: readonly Decision[] } {
  return recorded(view, state, obligation, { at: obligation.slot.instants.graceEnd });
}

/**
 * A number that was received in time and delivered after its judgement corrects what had been recorded, of its own
 * period and of those that hold it.
 */
export function correctAttained(
  view: TaskView,
  state: TaskState,
  report: { readonly id: string; readonly receivedAt: Instant },
): { readonly state: TaskState; readonly decisions: readonly Decision[] } {
  const line = view.lineAt(state);
  const decisions: Decision[] = [];
  let current = state;
  for (const obligation of line.obligations) {
    const { graceEnd } = obligation.slot.instants;
    const before = current.entries[obligation.key]?.attained;
    if (before === undefined) continue;
    if ((attainedBy(obligation, graceEnd, line.containment, current.entries) ?? 0) === before) {
      continue;
    }
    const anew = { at: report.receivedAt, id: report.id, before };
    const made = recorded(view, current, obligation, anew);
    current = made.state;
    decisions.push(...made.decisions);
  }
  return { state: current, decisions };
}

function recorded(
  view: TaskView,
  state: TaskState,
  obligation: Obligation,
  when: { readonly at: Instant; readonly id?: string; readonly before?: number },
): { readonly state: TaskState; readonly decisions: readonly Decision[] } {
  const target = view.input.task.targets?.[obligation.slot.duty];
  if (target === undefined) return { state, decisions: [] };
  const { containment } = view.lineAt(state);
  const { graceEnd } = obligation.slot.instants;
  const by = (one: Obligation) => attainedBy(one, graceEnd, containment, state.entries);
  const found = by(obligation);
  const value = found ?? 0;
  const own = state.entries[obligation.key]?.amounts?.some(
    ({ at }) => epoch(at) <= epoch(graceEnd),
  );
  const parts = own === true ? [] : (containment.parts.get(obligation.key) ?? []);
  const within = containment.within.get(obligation.key)?.key;
  const fact: Fact = {
    kind: 'fact',
    at: when.at,
    type: 'attained',
    key: `${again(obligation, obligation.key)}:attained${when.id === undefined ? '' : `:${when.id}`}`,
    payload: {
      ...about(obligation),
      ...{ value, target: target.value, unit: target.unit },
      short: Math.max(0, rounded(target.value - value)),
      ...(found === undefined ? { unreported: true } : {}),
      ...(parts.length === 0
        ? {}
        : { parts: parts.map((part) => ({ obligation: part.key, value: by(part) ?? 0 })) }),
      ...(within === undefined ? {} : { within }),
      ...(when.before === undefined ? {} : { corrects: when.before }),
    },
  };
  const entry: Entry = { ...(state.entries[obligation.key] ?? { version: 0 }), attained: value };
  return {
    state: { ...state, entries: { ...state.entries, [obligation.key]: entry } },
    decisions: [fact],
  };
}

/** Targets of a plan under duties that its regime does not have: nobody would ever look at them. */
export function targetFaults(plan: Plan, regime: Regime): readonly Diagnostic[] {
  const known = regime.duties.map(({ id }) => id);
  return plan.tasks.flatMap((task) =>
    Object.keys(task.targets ?? {}).flatMap((duty): Diagnostic[] => {
      if (known.includes(duty)) return [];
      const label = task.no === null ? `任务 ${task.key}` : `第 ${task.no} 项（${task.key}）`;
      const hint = didYouMean(duty, known) || `，只能写 ${known.join('、')}`;
      const message = `${label}：指标（targets）写在“${duty}”名下，制度没有这一报送要求${hint}`;
      return [{ code: 'target-unknown-duty', severity: 'blocking', message, where: task.key }];
    }),
  );
}
