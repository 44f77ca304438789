import { describe, expect, test } from '@jest/globals';
import { Behaviour } from '../../domain/behaviour.ts';
import { rehearse, type LedgerRow } from '../../domain/rehearse.ts';
import { factWords, namesOf, noticeWords } from '../../domain/words.ts';
import { UNITS } from '../harness/cast.ts';
import { when } from '../harness/played.ts';
import { EXTENSIONS } from '../scenarios/extension.scenarios.ts';
import { GATES } from '../scenarios/gates.scenarios.ts';
import { PAUSES } from '../scenarios/pauses.scenarios.ts';
import { deliveryOf, type Scenario } from '../scenarios/scenario.ts';

const NOBODY = { reports: 'silent', signs: 'never', gates: ['lapse'], talks: 'none' };

/** Everything that a scenario tells, in words. */
function spoken(scenario: Scenario) {
  const rows: LedgerRow[] = [];
  const { context, tasks, acts, until } = scenario;
  rehearse({
    input: { context, units: UNITS, leaders: ['分管领导甲'] },
    tasks,
    behaviour: Behaviour.parse({ ...NOBODY, matters: 'none' }),
    acts: acts.map((act, n) => deliveryOf(act, n, scenario)),
    onRow: (row) => rows.push(row),
    until: when(until),
  });
  const printed = tasks.map(({ key }) => ({
    key,
    no: '1',
    title: '修订规划',
    content: '修订规划',
  }));
  const names = namesOf({ ...context, year: 2026 }, printed, UNITS);
  return rows.flatMap(({ process, decision }) => {
    const { type, at, payload, kind } = decision;
    if (kind === 'effect') return [];
    const row = { process, type, at, payload };
    if (kind === 'notice') {
      const said = noticeWords({ ...row, recipient: decision.recipient }, names);
      return [{ type, text: Object.values(said).join('\n') }];
    }
    return [{ type, text: Object.values(factWords(row, names)).join('\n') }];
  });
}

const said = [...EXTENSIONS, ...GATES, ...PAUSES].flatMap(spoken);
const of = (type: string) => said.filter((row) => row.type === type).map(({ text }) => text);

describe('what extensions, gates and suspensions tell', () => {
  test('has words of its own, without a hole, an id of a unit or an instant as machines write it', () => {
    const bad =
      /undefined|NaN|null|\[object|u00\d|\d{4}-\d\d-\d\dT|(?:obligation|matter)：|：；|。。|；；|；。/;
    expect(said.filter(({ text }) => bad.test(text))).toEqual([]);
  });

  test('an approver reads who, what, until when and how far, and what happens if nobody decides', () => {
    const [notice = ''] = of('decide-extension');
    for (const part of [
      '甲局',
      '修订规划',
      '2026年3月“月调度”',
      '2026-04-15',
      '材料未齐',
      '完成八成',
    ]) {
      expect(notice).toContain(part);
    }
    expect(notice).toContain('不决定就不延期');
    expect(notice.length).toBeLessThan(400);
  });

  test('a held step says when it should have been taken, an approved one by whom, an entry why so soon', () => {
    const letters = of('letter');
    expect(letters.some((text) => text.includes('原应于 3月31日（周二）17:00 办理'))).toBe(true);
    expect(letters.some((text) => text.includes('经分管领导批准'))).toBe(true);
    expect(letters.some((text) => text.includes('特事特办，直接进入这一步'))).toBe(true);
  });

  test('the judgement of an open application says so, and so does the one beside it', () => {
    const judged = of('judged');
    expect(judged.some((text) => text.includes('未报（延期待批）'))).toBe(true);
    expect(judged.some((text) => /由未报更正为待报[\s\S]*延期：材料未齐/.test(text))).toBe(true);
  });

  test('an approver is told which came first, the report or the decision', () => {
    expect(of('step-reported')[0]).toContain('报送已于 3月31日（周二）10:00 收到，在决定之前');
  });

  test('a unit in rectification reads its old and its new limit', () => {
    expect(of('rectify-moved')[0]).toMatch(/由 4月9日（周四）17:00 顺延至 4月23日（周四）17:00/);
  });

  test('an end before its time names what is void, by whom and why', () => {
    expect(of('voided')[0]).toMatch(
      /已开的1期（2026年4月“月调度”）、未到的8期、待办事项1件一并作废/,
    );
    expect(of('voided')[0]).toMatch(/督查室决定，理由：事项取消/);
  });
});
