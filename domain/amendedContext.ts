import type { Calendar } from './calendar.ts';
import type { Context, RegimeInForce } from './context.ts';
import type { Day } from './instant.ts';
import type { Regime } from './regime.ts';

/** Of a context under an amended calendar, the one under the calendar of the start. */
const starts = new WeakMap<Context, Context>();
/** Amended once for each calendar, so that the tasks of a campaign share their slots. */
const amendments = new WeakMap<Context, WeakMap<Calendar, Context>>();
const successions = new WeakMap<Context, WeakMap<Regime, Map<Day, Context>>>();

/** The context under an amended calendar. What is owed stays what it was at the start: only instants move. */
export function amendedContext(context: Context, calendar: Calendar): Context {
  if (calendar === context.calendar) return context;
  const known = amendments.get(context) ?? new WeakMap<Calendar, Context>();
  amendments.set(context, known);
  const found = known.get(calendar);
  if (found !== undefined) return found;
  const amended = { ...context, calendar };
  starts.set(amended, starts.get(context) ?? context);
  known.set(calendar, amended);
  return amended;
}

/** Of a context under an amended calendar, the one with the calendar of the start; undefined where it is that one. */
export function contextAtStart(context: Context): Context | undefined {
  return starts.get(context);
}

/**
 * The context with the regimes that have come into force besides, in the order of their days; its calendar stays, and so
 * does what it has already.
 */
export function succeededContext(context: Context, later: readonly RegimeInForce[]): Context {
  const start = starts.get(context) ?? context;
  const known = start.later ?? [];
  const fresh = later.filter(
    ({ regime }) => !known.some((own) => own.regime.version === regime.version),
  );
  if (fresh.length === 0) return context;
  return amendedContext(fresh.reduce(succeeded, start), context.calendar);
}

const withdrawals = new WeakMap<Context, Map<string, Context>>();

/** The context without the regimes of these versions, which were taken back before their day. */
export function withoutRegimes(context: Context, versions: readonly number[]): Context {
  const start = starts.get(context) ?? context;
  const { later = [], ...rest } = start;
  const left = later.filter(({ regime }) => !versions.includes(regime.version));
  if (left.length === later.length) return context;
  const known = withdrawals.get(start) ?? new Map<string, Context>();
  withdrawals.set(start, known);
  const key = versions.join();
  const made = known.get(key) ?? (left.length === 0 ? rest : { ...rest, later: left });
  known.set(key, made);
  return amendedContext(made, context.calendar);
}

function succeeded(context: Context, next: RegimeInForce): Context {
  const byRegime = successions.get(context) ?? new WeakMap<Regime, Map<Day, Context>>();
  successions.set(context, byRegime);
  const byDay = byRegime.get(next.regime) ?? new Map<Day, Context>();
  byRegime.set(next.regime, byDay);
  const known = byDay.get(next.from);
  if (known !== undefined) return known;
  const { from, regime } = next;
  const made: Context = { ...context, later: [...(context.later ?? []), { from, regime }] };
  byDay.set(next.from, made);
  return made;
}

/** Every regime of a context, the one of the start first. */
export function regimesOf({ regime, later = [] }: Context): readonly Regime[] {
  return [regime, ...later.map((next) => next.regime)];
}

/** The regime that gives the periods that begin on a day. */
export function regimeOn({ regime, later = [] }: Context, day: Day): Regime {
  return later.filter(({ from }) => from <= day).at(-1)?.regime ?? regime;
}

/**
 * A talk that begins on a day begins under the regime of that day and keeps it. One without 约谈 leaves what an older
 * period has called for to the last one that has it.
 */
export function contextForTalk(context: Context, day: Day): Context {
  const { later, ...rest } = context;
  if (later === undefined) return context;
  const past = [
    context.regime,
    ...later.filter(({ from }) => from <= day).map((own) => own.regime),
  ];
  const found = past.filter(({ interview }) => interview !== undefined).at(-1);
  return { ...rest, regime: found ?? context.regime };
}
