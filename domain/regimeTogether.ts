import { BY_LENGTH, nests } from './cadence.ts';
import type { Duty, GuardRule, Regime } from './regime.ts';
import type { RegimeFault } from './regimeCheck.ts';
import { didYouMean } from './spelling.ts';
import { cadenceWords } from './terms.ts';

/** What is wrong with 合报 `together`: unknown duties, a duty named twice, cadences that do not nest. */
export function togetherFaults(regime: Regime): RegimeFault[] {
  const groups = regime.together ?? [];
  const named = groups.flatMap(({ duties }, i) =>
    duties.map((id, j) => ({ id, path: ['together', i, 'duties', j] })),
  );
  const unknown = named.flatMap(({ id, path }) => unknownFault(id, path, regime));
  const twice = named.flatMap(({ id, path }, n) => {
    if (named.findIndex((other) => other.id === id) === n) return [];
    const message = `“${id}”已经列入合报，一项报送要求只能列入一次`;
    return [{ path, message }];
  });
  const nested = groups.flatMap(({ duties }, i) => {
    const found = duties.flatMap((id) => regime.duties.find((duty) => duty.id === id) ?? []);
    const message = unnested(found);
    return message === undefined ? [] : [{ path: ['together', i, 'duties'], message }];
  });
  return [...unknown, ...twice, ...nested];
}

/** What is wrong with 以旬保月 `guards`: a longer period is held by one shorter kind, which lies wholly inside it. */
export function guardFaults(regime: Regime): RegimeFault[] {
  const guards = regime.guards ?? [];
  return guards.flatMap((rule, i) => [
    ...unknownFault(rule.of, ['guards', i, 'of'], regime),
    ...unknownFault(rule.within, ['guards', i, 'within'], regime),
    ...doubled(guards, i),
    ...wrongWay(rule, i, regime),
  ]);
}

function doubled(guards: readonly GuardRule[], i: number): RegimeFault[] {
  const { of, within } = guards[i] as GuardRule;
  const before = guards.slice(0, i);
  const fault = (key: 'of' | 'within', message: string) => [{ path: ['guards', i, key], message }];
  if (before.some((rule) => rule.within === within)) {
    return fault('within', `“${within}”已由别的报送要求保障，一项只能由一种较短的周期保障`);
  }
  if (before.some((rule) => rule.of === of)) {
    return fault('of', `“${of}”已经用来保障别的报送要求，请逐级写：旬保月，月保季，季保年`);
  }
  return [];
}

function wrongWay({ of, within }: GuardRule, i: number, regime: Regime): RegimeFault[] {
  const [inner, outer] = [of, within].map((id) => regime.duties.find((duty) => duty.id === id));
  if (inner === undefined || outer === undefined) return [];
  const fault = (message: string) => [{ path: ['guards', i], message }];
  const length = (duty: Duty) => BY_LENGTH.indexOf(duty.every);
  if (length(inner) >= length(outer)) {
    return fault(
      `应以短保长：${cadenceWords(inner.every)}的“${inner.title}”不能保${cadenceWords(outer.every)}的“${outer.title}”`,
    );
  }
  const message = unnested([inner, outer]);
  return message === undefined ? [] : fault(message);
}

function unknownFault(id: string, path: (string | number)[], regime: Regime): RegimeFault[] {
  const known = regime.duties.map((duty) => duty.id);
  if (known.includes(id)) return [];
  const hint = didYouMean(id, known) || `，只能写 ${known.join('、')}`;
  return [{ path, message: `没有标识为“${id}”的报送要求${hint}` }];
}

/** The first two of these duties whose periods do not lie inside one another, in words. */
function unnested(duties: readonly Duty[]): string | undefined {
  const sorted = [...duties].sort(
    (a, b) => BY_LENGTH.indexOf(a.every) - BY_LENGTH.indexOf(b.every),
  );
  for (const [n, outer] of sorted.entries()) {
    for (const inner of sorted.slice(0, n)) {
      const pair = `${cadenceWords(inner.every)}的“${inner.title}”和${cadenceWords(outer.every)}的“${outer.title}”`;
      if (inner.every === 'week' || outer.every === 'week') {
        return `${pair}不能这样写在一起：一周会跨月，周不落在旬、月、季、年之内`;
      }
      if (inner.every === 'two-months' && inner.phase === undefined && outer !== inner) {
        return `${pair}写在一起时，请给“${inner.title}”写明 phase（从几月起每两个月一期）`;
      }
      if (!nests(inner, outer)) {
        return `${pair}不能这样写在一起：前者的一期会跨后者的两期；旬在月内，月在季内，季在半年、年内，起始月（phase）也要对齐`;
      }
    }
  }
  return undefined;
}
