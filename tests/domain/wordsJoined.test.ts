import { expect, test } from '@jest/globals';
import { Behaviour } from '../../domain/behaviour.ts';
import type { LedgerRow } from '../../domain/rehearse.ts';
import { rehearse } from '../../domain/rehearse.ts';
import { factWords, namesOf, noticeWords } from '../../domain/words.ts';
import { UNITS } from '../harness/cast.ts';
import { when } from '../harness/played.ts';
import { ITEMS } from '../scenarios/items.scenarios.ts';
import { PLAN_CHANGES } from '../scenarios/planChange.scenarios.ts';
import { deliveryOf, type Scenario } from '../scenarios/scenario.ts';

function rowsOf(scenario: Scenario): readonly LedgerRow[] {
  const rows: LedgerRow[] = [];
  const { context, tasks, later = [], acts, until } = scenario;
  rehearse({
    input: { context, units: UNITS, leaders: [] },
    ...{ tasks, later },
    behaviour: Behaviour.parse({ reports: 'silent', signs: 'never', gates: ['lapse'] }),
    acts: acts.map((act, n) => deliveryOf(act, n, scenario)),
    onRow: (row) => rows.push(row),
    until: when(until),
  });
  return rows;
}

/** What is said of everything that these scenarios record, by type. */
function said(): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  for (const scenario of [...ITEMS, ...PLAN_CHANGES]) {
    const tasks = [...scenario.tasks, ...(scenario.later ?? [])].map(({ key }) => ({
      ...{ key, no: key.slice(-1), title: '整治积水点', content: '' },
    }));
    const names = namesOf({ ...scenario.context, year: 2026 }, tasks, UNITS);
    for (const { process, decision } of rowsOf(scenario)) {
      const spoken = { ...decision, process };
      const words =
        spoken.kind === 'notice' ? noticeWords(spoken, names) : factWords(spoken, names);
      const key = `${decision.kind} ${decision.type}`;
      texts.set(key, [...(texts.get(key) ?? []), Object.values(words).join('\n')]);
    }
  }
  return texts;
}

const TEXTS = said();

test('everything about items and versions of a plan has words without ids or holes', () => {
  const holes = /undefined|NaN|null|\[object|\bu\d{3}\b|\d{4}-\d{2}-\d{2}T/;
  const all = [...TEXTS.values()].flat();
  expect(all.filter((text) => holes.test(text))).toEqual([]);
  const own = [...TEXTS.keys()].filter((key) => /item|plan/.test(key)).sort();
  expect(own).toEqual([
    ...['fact item-approved', 'fact item-lapsed', 'fact item-proposed', 'fact item-registered'],
    ...['fact item-rejected', 'fact item-reminded', 'fact item-withdrawn', 'fact plan-amended'],
    ...['fact plan-published', 'notice approve-item', 'notice item-answered'],
    ...['notice item-assigned', 'notice item-lapsed', 'notice item-rejected'],
    ...['notice item-reminder', 'notice item-withdrawn', 'notice plan-published'],
  ]);
});

test('a notice of a gate says that silence never approves', () => {
  for (const key of ['notice approve-item', 'notice item-reminder', 'fact item-registered']) {
    for (const text of TEXTS.get(key) ?? []) expect(text).toContain('不会自动立项');
  }
});

test('what the leader, the unit and the office read', () => {
  const [first = ''] = TEXTS.get('notice item-answered') ?? [];
  expect(first).toContain('【事项回复】督批〔2026〕1号');
  expect(first).toContain('已按时报来办理结果');
  expect((TEXTS.get('notice item-assigned') ?? [''])[0]).toContain('1月22日（周四）17:00 前办结');
  expect((TEXTS.get('notice plan-published') ?? ['']).join()).toContain('本单位新增任务 1 项');
  expect((TEXTS.get('fact plan-amended') ?? ['']).join()).toContain(
    '取消2026年4月10日时限“完成时限”；新增2026年5月8日时限“完成时限”',
  );
});
