import { periodsWithin, type Cadence, type Period } from './cadence.ts';
import type { Context } from './context.ts';
import { at, type Day, type Instant } from './instant.ts';
import type { BulletinRule, Duty, Regime } from './regime.ts';

/** PeriodUnder 某版制度下的一期: a period of a duty or a bulletin, and the rule that it comes from. */
export interface PeriodUnder<Rule> {
  readonly rule: Rule;
  readonly period: Period;
  /** A regime that came into force in flight; absent: the one of the start. */
  readonly under?: Regime;
}

type Timed = Pick<Duty, 'every' | 'phase' | 'parts'>;

/** The cadence of a duty or bulletin: two months begin with the campaign's first month unless the regime says. */
export function cadenceOf(rule: Pick<Duty, 'every' | 'phase'>, context: Context): Cadence {
  if (rule.phase !== undefined) return { every: rule.every, phase: rule.phase };
  if (rule.every !== 'two-months') return { every: rule.every };
  return { every: rule.every, phase: Number(context.horizon.from.slice(5, 7)) };
}

/** The periods of a duty or bulletin over the horizon; a rule that skips parts 不足一期的 has only whole ones. */
export function periodsOf(rule: Timed, context: Context): readonly Period[] {
  const { from, to } = context.horizon;
  return periodsWithin(cadenceOf(rule, context), from, to, rule.parts);
}

/**
 * The periods of what all regimes in force call by one id, each by the regime of the day on which it begins. A period
 * that has begun is finished: the next cadence begins with its first period that does not overlap one.
 */
export function periodsUnder<Rule extends Timed & { readonly id: string }>(
  context: Context,
  rulesOf: (regime: Regime) => readonly Rule[],
): readonly PeriodUnder<Rule>[] {
  const own = rulesOf(context.regime).map(({ id }) => id);
  const { later = [] } = context;
  const added = later.flatMap(({ regime }) => rulesOf(regime).map(({ id }) => id));
  return [...new Set([...own, ...added])].flatMap((id) =>
    joined(context, (regime) => rulesOf(regime).find((rule) => rule.id === id)),
  );
}

function joined<Rule extends Timed>(
  context: Context,
  ruleOf: (regime: Regime) => Rule | undefined,
): readonly PeriodUnder<Rule>[] {
  const found: PeriodUnder<Rule>[] = [];
  const { later = [] } = context;
  let finished: Day = '';
  const take = (regime: Regime, first: Day, next: Day | undefined, under: boolean) => {
    const rule = ruleOf(regime);
    if (rule === undefined) return;
    for (const period of periodsOf(rule, context)) {
      if (period.from < first || period.from < finished) continue;
      if (next !== undefined && period.from >= next) break;
      found.push({ rule, period, ...(under ? { under: regime } : {}) });
    }
    finished = found.at(-1)?.period.to ?? finished;
  };
  take(context.regime, '', later[0]?.from, false);
  later.forEach(({ from, regime }, i) => take(regime, from, later[i + 1]?.from, true));
  return found;
}

const bulletins = new WeakMap<Context, readonly PeriodUnder<BulletinRule>[]>();

/** Every period of every bulletin. */
export function bulletinPeriods(context: Context): readonly PeriodUnder<BulletinRule>[] {
  const known = bulletins.get(context);
  if (known) return known;
  const made = periodsUnder(context, (regime) => regime.bulletins);
  bulletins.set(context, made);
  return made;
}

/** The rule of one period of a bulletin: its gate and its readers stay those under which it began. */
export function bulletinRuleOf(
  context: Context,
  id: string,
  key: string,
): BulletinRule | undefined {
  const own = bulletinPeriods(context).find(({ rule, period }) => {
    return rule.id === id && period.key === key;
  });
  return own?.rule ?? anyBulletin(context, id);
}

/** What a fact of a bulletin says of its regime, where that came into force in flight. */
export function underOf(context: Context, id: string, key: string): Record<string, unknown> {
  const regime = regimeOfPeriod(context, id, key);
  if (regime === context.regime) return {};
  return { under: { regime: regime.id, version: regime.version } };
}

const rulers = new WeakMap<Context, ReadonlyMap<string, Regime>>();

/** The regime that gives a period of a duty or a bulletin; the one of the start where none in flight does. */
export function regimeOfPeriod(context: Context, id: string, key: string): Regime {
  if (context.later === undefined) return context.regime;
  const known = rulers.get(context) ?? rulersOf(context);
  rulers.set(context, known);
  return known.get(`${id}/${key}`) ?? context.regime;
}

function rulersOf(context: Context): ReadonlyMap<string, Regime> {
  const all = [...periodsUnder(context, ({ duties }) => duties), ...bulletinPeriods(context)];
  return new Map(
    all.flatMap(({ rule, period, under }) =>
      under === undefined ? [] : [[`${rule.id}/${period.key}`, under] as const],
    ),
  );
}

/**
 * When a bulletin came in with a regime in flight, and which bulletins of the regime before went out then that speak of
 * the same duties: it goes on where they left off. Undefined for one of the start.
 */
export function bulletinCame(
  { regime, later = [] }: Pick<Context, 'regime' | 'later'>,
  id: string,
): { readonly from: Day; readonly replaces: readonly string[] } | undefined {
  let before = regime;
  if (before.bulletins.some((rule) => rule.id === id)) return undefined;
  for (const next of later) {
    const own = next.regime.bulletins.find((rule) => rule.id === id);
    if (own !== undefined) {
      const kept = next.regime.bulletins.map((rule) => rule.id);
      const gone = before.bulletins.filter((rule) => !kept.includes(rule.id));
      const replaces = gone.filter((rule) => alike(rule, own)).map((rule) => rule.id);
      return { from: next.from, replaces };
    }
    before = next.regime;
  }
  return undefined;
}

/** Whether two bulletins speak of a duty in common. */
function alike(a: Pick<BulletinRule, 'duties'>, b: Pick<BulletinRule, 'duties'>): boolean {
  return !a.duties || !b.duties || a.duties.some((duty) => b.duties?.includes(duty));
}

/** A bulletin by its name alone, where no such period of it is known. */
function anyBulletin({ regime, later = [] }: Context, id: string): BulletinRule | undefined {
  const all = [regime, ...later.map((next) => next.regime)].flatMap(
    ({ bulletins: rules }) => rules,
  );
  return all.find((rule) => rule.id === id);
}

/** 生效时刻: 00:00 of the day from which a regime gives the periods. */
export function boundaryInstant(from: Day, { calendar }: Pick<Context, 'calendar'>): Instant {
  return at(from, '00:00', calendar.zone);
}
