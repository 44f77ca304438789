import { describe, expect, test } from '@jest/globals';
import {
  lighterEdits,
  lighterOffers,
  lighterRegime,
  wordsOf,
} from '../../client/planDeskLighter.ts';
import { ownIn } from '../../client/planDeskOwn.ts';
import { prepare } from '../../client/prepare.ts';
import { checkedRegime, editedRegime } from '../../client/regimeEdit.ts';
import { regimeSample, standardCalendar } from '../../client/regimeSamples.ts';
import type { Regime } from '../../domain/regime.ts';
import { CampaignDocuments } from '../../client/operations.ts';

const START = '2026-03-02T00:00:00+08:00';
const TASKS = [1, 2, 3].map((n) => ({
  ...{ no: String(n), category: [], title: `第${n}件事`, content: `办好第${n}件事` },
  ...{
    leaders: [],
    deadlines: [],
    openEnded: false,
    assignments: [{ unit: '区甲局', role: 'lead' }],
  },
}));

function read(yaml: string): Regime {
  const { regime } = checkedRegime(yaml);
  if (regime === undefined) throw new Error('the regime has faults');
  return regime;
}

const monthly = () => read(regimeSample('park').yaml);

/** The monthly report of the sample and a quarterly one beside it, both due on the same day. */
function twofold(): { readonly yaml: string; readonly regime: Regime } {
  const [first] = monthly().duties;
  const second = { ...first, id: 'quarterly', title: '季度总结报送', every: 'quarter' };
  const yaml = editedRegime(regimeSample('park').yaml, [
    { path: ['duties'], value: [first, second] },
  ]);
  return { yaml, regime: read(yaml) };
}

function ownOf(regime: Regime) {
  const plan = {
    title: '甲方案',
    issuer: null,
    documentNumber: null,
    issuedOn: null,
    tasks: TASKS,
  };
  const documents = CampaignDocuments.parse({
    ...{ plan, regime, calendar: standardCalendar() },
    horizon: { from: '2026-03-02', to: '2027-01-01' },
  });
  return ownIn(prepare(documents, START), START);
}

describe('what makes a plan ask for less', () => {
  test('duties of one task that fall due together become one report', () => {
    const { yaml, regime } = twofold();
    const [merge] = lighterOffers(regime, ownOf);
    expect(merge).toMatchObject({
      ...{ label: '合并', act: { together: ['monthly', 'quarterly'] } },
      before: { unit: '区甲局', total: 3 * 14, month: 6, week: 6 },
      after: { unit: '区甲局', total: 3 * 10, month: 3, week: 3 },
    });
    const edits = lighterEdits(regime, { together: ['monthly', 'quarterly'] }) ?? [];
    const edited = read(editedRegime(yaml, edits));
    expect(edited.together).toEqual([{ duties: ['monthly', 'quarterly'], ladder: 'longest' }]);
    expect(edited).toEqual(lighterRegime(regime, edits));
  });

  test('what is reported together already is not offered again', () => {
    const { regime } = twofold();
    const together = [{ duties: ['monthly', 'quarterly'], ladder: 'each' as const }];
    const acts = lighterOffers({ ...regime, together }, ownOf).map(({ label }) => label);
    expect(acts).not.toContain('合并');
  });

  test('one duty cannot be merged with itself: a longer cadence is offered, with its figures', () => {
    const [only, ...more] = lighterOffers(monthly(), ownOf);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ label: '放宽周期', act: { longer: 'monthly' } });
    expect(only?.words).toContain('由每月一次改为每两个月一次');
    expect(only?.after.total).toBeLessThan(only?.before.total ?? 0);
  });

  test.each([
    ['week', { day: 5 }, { lastDay: true }],
    ['week', { next: { day: 2 } }, { next: { day: 2 } }],
    ['ten-days', { day: 8 }, { day: 28 }],
    ['ten-days', { lastDay: true as const }, { lastDay: true }],
  ])('a %s report due by %j becomes a monthly one', (every, due, wanted) => {
    const regime = monthly();
    const [duty] = regime.duties;
    const short = { ...regime, duties: [{ ...duty, every, due }] } as Regime;
    const edits = lighterEdits(short, { longer: 'monthly' }) ?? [];
    expect(lighterRegime(short, edits).duties[0]).toMatchObject({ every: 'month', due: wanted });
  });

  test('what is not there, and what would put the regime out of order, is refused', () => {
    const { regime } = twofold();
    expect(lighterEdits(regime, { longer: 'weekly' })).toBeUndefined();
    expect(lighterEdits(regime, { together: ['monthly', 'weekly'] })).toBeUndefined();
    const guards = [{ of: 'monthly', within: 'quarterly' }];
    const yearly = { ...regime, guards, together: [] };
    expect(lighterEdits(yearly, { longer: 'quarterly' })).toBeDefined();
    const alike = lighterRegime(yearly, lighterEdits(yearly, { longer: 'monthly' }) ?? []);
    expect(lighterEdits(alike, { longer: 'monthly' })).toBeUndefined();
    expect(wordsOf(regime, { longer: 'monthly' }).words).toContain('月调度报送');
  });
});
