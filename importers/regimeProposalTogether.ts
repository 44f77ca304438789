import { nests } from '../domain/cadence.ts';
import type { Draft } from '../domain/plan.ts';
import { isGuard } from './regimeProposalBulletins.ts';
import type { DutyValue } from './regimeProposalDuties.ts';
import { listed, part, quoted, type Part } from './regimeProposalPart.ts';

/** 合报: duties whose periods lie inside one another ask for one submission on a day on which they coincide. */
export function togetherPart(duties: readonly DutyValue[]): Part<unknown> | undefined {
  const nested = duties
    .filter(({ every }) => every !== 'week' && every !== 'two-months')
    .reduce<readonly DutyValue[]>(
      (kept, duty) => (kept.every((other) => nests(other, duty)) ? [...kept, duty] : kept),
      [],
    );
  if (nested.length < 2) return undefined;
  const ask = {
    id: 'together',
    question: '几项报送同日到期时，是否只报一份',
    default: '只报一份，分别判定；通知和升级按周期最长的一项',
    path: [],
  };
  return part([{ duties: nested.map(({ id }) => id), ladder: 'longest' }], [], [ask]);
}

const CADENCES = { 旬: 'ten-days', 月: 'month', 季: 'quarter', 年: 'year' } as const;

/** 以旬保月、以月保季、以季保年, where units report in both cadences. */
export function guardsPart(draft: Draft, duties: readonly DutyValue[]): Part<unknown> | undefined {
  const parts = draft.regime.duties.filter(isGuard).flatMap((found) => {
    const [, short = '', long = ''] = /以([旬月季])度?.([月季年])/.exec(tight(found.quote)) ?? [];
    const of = idOf(duties, short);
    const within = idOf(duties, long);
    if (of === undefined || within === undefined) return [];
    return [part({ of, within }, [quoted(draft, found)])];
  });
  return parts.length === 0 ? undefined : listed(parts);
}

function idOf(duties: readonly DutyValue[], word: string): string | undefined {
  const every = (CADENCES as Readonly<Record<string, string>>)[word];
  return duties.find((duty) => duty.every === every)?.id;
}

function tight(words: string): string {
  return words.replace(/\s/g, '');
}
