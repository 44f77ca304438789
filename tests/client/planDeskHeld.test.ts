import { beforeAll, describe, expect, test } from '@jest/globals';
import { heldDays } from '../../client/planDeskHeld.ts';
import { readinessOf } from '../../client/planDeskStart.ts';
import type { DeskWork } from '../../client/planDeskWork.ts';
import { rehearsedYear, type RehearsedYear } from '../../client/planDeskYear.ts';
import { readPlanBytes } from '../../client/planRead.ts';
import { regimeSample, standardCalendar } from '../../client/regimeSamples.ts';
import { applyReview } from '../../importers/review.ts';
import { workbook } from '../fixtures/import/build.ts';

const TODAY = '2026-11-24';
const START = `${TODAY}T00:00:00+08:00`;
const ROWS = [
  ['青溪区园区建设任务分工表'],
  ['序号', '工作任务', '牵头单位', '配合单位', '完成时限'],
  ['1', '修订园区规划，划定用地边界', '区甲局', '区乙局', '2026年12月底前'],
  ['2', '整治主干道路', '区乙局', '/', '2026年12月20日前'],
  ['3', '修建水厂', '区甲局、区丙局', '/', '2026年12月10日前'],
];

/** A rehearsal of the office from November on, to the day before `to`. */
async function rehearsed(to: string, name = 'park'): Promise<RehearsedYear> {
  const reading = await readPlanBytes(
    { name: '方案.xlsx', bytes: workbook(ROWS, ['A1:E1']) },
    TODAY,
  );
  const reviewed = applyReview(reading, [], { today: TODAY });
  const work: DeskWork = {
    ...{ heading: null, title: null, answers: [], corrections: [], units: null, groups: {} },
    regime: { yaml: regimeSample(name).yaml, from: name },
    ...{ calendar: null, horizon: { from: TODAY, to }, leadership: null, approval: null },
  };
  const { documents } = readinessOf({ work, reviewed, today: TODAY }, START);
  if (documents === undefined) throw new Error('no documents');
  return rehearsedYear({ documents, startedAt: START, way: 'silent', seed: 1 });
}

const dayIn = (line: string) => line.slice(0, 10);

describe.each(['2027-01-01', '2027-03-01'])('what is provisional until %s', (to) => {
  let year: RehearsedYear;
  beforeAll(async () => {
    year = await rehearsed(to);
  });

  test('the list names the days that the calendar marks, and no other', () => {
    const marked = year.days.filter(({ provisional }) => provisional);
    expect(year.provisional.map(dayIn)).toEqual(marked.map(({ day }) => day));
    const brings = year.days
      .filter((day) => day.due + day.remind + day.step + day.bulletin + day.notice > 0)
      .filter(({ day }) => day > year.announcedThrough)
      .map(({ day }) => day);
    expect(brings.length).toBeGreaterThan(0);
    expect(year.provisional.map(dayIn)).toEqual(expect.arrayContaining(brings));
  });

  test('a bulletin that is signed after the announced calendar is told with its notices', () => {
    const signed = year.days.find(({ bulletin, day }) => bulletin > 0 && day >= '2027-01-01');
    const line = year.provisional.find((one) => dayIn(one) === signed?.day);
    expect(line).toMatch(/通报 1 期、通知 \d+ 条/);
  });
});

test('a period is told by its due day, and by what waits on another', async () => {
  const { provisional } = await rehearsed('2027-03-01');
  expect(provisional.find((one) => dayIn(one) === '2027-01-25')).toMatch(/到期.*；.*到期 \d+ 项/);
  expect(provisional.join('\n')).toMatch(/2027-01-2\d：.*提醒/);
});

test('nothing is provisional where nothing stands beyond the announced calendar', () => {
  const calendar = standardCalendar();
  expect(heldDays([], calendar, new Map())).toEqual([]);
  const figures = { due: 1, remind: 0, step: 0, bulletin: 0, interview: 0, notice: 0 };
  const days = new Map([
    ['2026-12-30', figures],
    ['2027-01-01', figures],
  ]);
  const act = { day: '2026-12-31', what: '12月报送', act: '到期后的判定' };
  expect(heldDays([act], calendar, days).map(({ words }) => words)).toEqual([
    '2026-12-31：12月报送到期后的判定',
    '2027-01-01：到期 1 项',
  ]);
});

describe('what the units are asked for together', () => {
  test('differs from what is owed by the joint leads, and that is told', async () => {
    const year = await rehearsed('2027-01-01');
    const asked = year.own.reduce((sum, { total }) => sum + total, 0);
    const more = asked - year.expected;
    expect(more).toBeGreaterThan(0);
    expect(year.perUnit).toBe(
      `各单位合计 ${asked} 份：几家合报一项的，每家各算一份，多 ${more} 份。`,
    );
  });

  test('and by what falls due together', async () => {
    const year = await rehearsed('2027-01-01', 'park-full');
    const asked = year.own.reduce((sum, { total }) => sum + total, 0);
    expect(year.perUnit).toContain(`各单位合计 ${asked} 份：`);
    expect(year.perUnit).toMatch(/同一天到期合成一份报的，只算一份，少 \d+ 份/);
  });
});
