import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { ensureOpened } from '../../activities/open.ts';
import { createCampaign } from '../../client/handlers/campaigns.ts';
import type { OutputOf } from '../../client/operations.ts';
import { settleEarlierShifts } from '../../client/startup/earlierShifts.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { auditEntries } from '../../store/audit.ts';
import { findCampaign } from '../../store/campaigns.ts';
import type { Pool } from '../../store/pool.ts';
import { CALENDAR } from '../harness/cast.ts';
import { eventually, request, startApi, type ApiWorld } from './apiWorld.ts';
import { duePages, type DuePages } from './duePages.ts';
import { asked, duringStart, olderRegister } from './olderRegister.ts';

jest.setTimeout(240_000);

const CAMPAIGN = 'c2026-002';
const until = (last: string) => (day: string) => day <= last;
/** Announced through February; on 2 April the judgement of March waits. */
const KNOWN: Calendar = {
  ...CALENDAR,
  announcedThrough: '2026-02-28',
  rest: CALENDAR.rest.filter(until('2026-02-28')),
  work: CALENDAR.work.filter(until('2026-02-28')),
};
/** The whole year, in which three days more rest than under the first: 25 and 26 March, 24 April. */
const WHOLE: Calendar = {
  ...CALENDAR,
  version: 2,
  rest: [...CALENDAR.rest, '2026-03-25', '2026-03-26', '2026-04-24'].sort(),
};

type Preview = OutputOf<'previewCalendar'>;

/** Everything runs once: the tests below are one history, in their order. */
let world: ApiWorld;
let pool: Pool;
let folder: string;
let duban: ApiWorld['duban'];
let pages: DuePages;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duban-calendar-'));
  world = await startApi();
  ({ duban } = world);
  ({ pool } = world.service);
  pages = duePages(world, CAMPAIGN);
  const startedAt = '2026-01-01T00:00:00+08:00';
  await createCampaign(world.service, request('calendar', { startedAt, calendar: KNOWN }));
  const judged = `campaign = '${CAMPAIGN}' and type = 'judged'`;
  await eventually(async () => (await world.count('ledger', judged)) >= 6);
});

afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

function file(calendar: Calendar): string {
  const path = join(folder, `calendar-${calendar.version}.json`);
  writeFileSync(path, JSON.stringify(calendar, undefined, 2));
  return path;
}

const previewed = async (calendar: Calendar): Promise<Preview> => {
  const run = await duban(
    ...['calendar', 'preview', CAMPAIGN, '--calendar', file(calendar), '--json'],
  );
  expect(run).toMatchObject({ code: 0, err: '' });
  return JSON.parse(run.out) as Preview;
};
const publish = (calendar: Calendar, confirm: string, ...more: readonly string[]) =>
  duban(
    ...['calendar', 'publish', CAMPAIGN, '--calendar', file(calendar), '--confirm', confirm],
    ...['--reason', '公布全年放假安排', ...more],
  );
const minutes = (instant: string | null) => instant?.slice(0, 16).replace('T', ' ') ?? '';

interface Row {
  readonly type: string;
  readonly at: string;
  readonly payload: Readonly<Record<string, string>>;
}

async function facts(process: string, where = 'true'): Promise<readonly Row[]> {
  const { rows } = await pool.query<Row>(
    `select type, at_text as at, payload from ledger
      where process = $1 and kind = 'fact' and ${where} order by seq, n`,
    [process],
  );
  return rows;
}

async function upcoming(task: string): Promise<readonly string[]> {
  const { out } = await duban('task', task, '--campaign', CAMPAIGN, '--json');
  const { next } = JSON.parse(out) as { next: { at: string; kind: string; type: string }[] };
  return next.filter(({ kind }) => kind === 'fact').map(({ at, type }) => `${minutes(at)} ${type}`);
}

test('what the announcement would change is listed, and nothing is written', async () => {
  const before = [await world.count('document'), await world.count('audit')];
  const preview = await previewed(WHOLE);
  const lines = preview.lines
    .filter(({ kind, duty }) => duty === 'monthly' && kind === 'due')
    .slice(0, 3)
    .map(({ words, from, to, atOnce, tasks }) =>
      [words.change, minutes(from), minutes(to), atOnce, tasks.length, words.cause].join(' | '),
    );
  expect(lines).toEqual([
    '移动并确定 | 2026-03-25 17:00 | 2026-03-24 17:00 | true | 3 | 2026年3月25日放假',
    '移动并确定 | 2026-04-24 17:00 | 2026-04-23 17:00 | false | 3 | 2026年4月24日放假',
    '确定 | 2026-05-25 17:00 | 2026-05-25 17:00 | false | 3 | 节假日安排已公布',
  ]);
  expect(preview.units.map(({ name }) => name).sort()).toEqual(['丙镇', '乙局', '甲局']);
  expect((await previewed(WHOLE)).digest).toBe(preview.digest);
  expect([await world.count('document'), await world.count('audit')]).toEqual(before);
  const { out } = await duban('calendar', 'preview', CAMPAIGN, '--calendar', file(WHOLE));
  expect(out).toContain(`清单校验码：${preview.digest}`);
  expect(out).toContain('发布后即行判定或办理');
});

test('a faulty calendar is refused at its line; a list that was not seen, at all', async () => {
  const rest = WHOLE.rest.filter((day) => day !== '2026-01-02');
  const faulty = await publish({ ...WHOLE, rest }, 'x');
  expect(faulty.code).toBe(1);
  expect(faulty.err).toMatch(/第\d+行第\d+列：2026-01-02 已经过去，现行日历为休息，新日历为上班/);
  const unseen = await publish(WHOLE, 'ffffffffffffffff');
  expect([unseen.code, unseen.err]).toEqual([1, expect.stringContaining('没有发布')]);
  const unit = await publish(WHOLE, 'x', '--as', 'unit:甲局');
  expect([unit.code, unit.err]).toEqual([1, expect.stringContaining('不能做“发布工作日历”')]);
  expect(await world.count('ledger', `type = 'calendar-amended'`)).toBe(0);
  const [last] = await auditEntries(pool, { limit: 1 });
  expect(last).toMatchObject({ act: 'publishCalendar', outcome: 'not-allowed' });
});

test('a report after the preview changes the list, so that it is seen again', async () => {
  const { digest } = await previewed(WHOLE);
  const sent = await world.report('1', 'in-between', { campaign: CAMPAIGN, period: '2026-04' });
  expect(sent.status).toBe(200);
  await eventually(async () => (await previewed(WHOLE)).digest !== digest);
  expect((await publish(WHOLE, digest)).err).toContain('台账有变动');
});

test('published, every judgement and step comes where the preview has put it', async () => {
  const preview = await previewed(WHOLE);
  const { digest, lines } = preview;
  const past = await facts(`task/${CAMPAIGN}/t0003`, `type = 'judged'`);
  const run = await publish(WHOLE, digest, '--request-id', 'publish-2');
  expect([run.code, run.err]).toEqual([0, '']);
  const amended = `campaign = '${CAMPAIGN}' and type = 'calendar-amended'
    and process not like 'interview/%'`;
  await eventually(async () => (await world.count('ledger', amended)) === 4);
  const made = await facts(`task/${CAMPAIGN}/t0003`, `type in ('judged', 'step')`);
  const march = made
    .filter(({ payload }) => payload['period'] === '2026-03' && payload['step'] !== 'remind')
    .map(({ at, type, payload }) => `${minutes(at)} ${payload['step'] ?? type}`);
  const listed = lines.filter(
    ({ period, kind, atOnce }) => period === '2026-03' && kind !== 'due' && atOnce,
  );
  const wanted = listed.map(
    ({ kind, step, to }) => `${minutes(to)} ${step ?? (kind === 'grace' ? 'judged' : kind)}`,
  );
  expect(march).toContain('2026-03-24 17:00 judged');
  expect(march).toContain('2026-03-31 17:00 letter');
  expect(wanted).toEqual(expect.arrayContaining(march));
  expect(made.filter(({ type }) => type === 'judged').slice(0, past.length)).toEqual(past);
  expect(await upcoming('3')).toEqual(
    expect.arrayContaining(['2026-04-20 09:00 step', '2026-04-23 17:00 judged']),
  );
});

test('the ledger and the month show where it falls due now, and no longer where it did', async () => {
  expect(await pages.rows('2026-04')).toEqual([
    't0001 u001 2026-04-23 17:00 on-time',
    't0002 u001+u002 2026-04-23 17:00 pending',
    't0003 u003 2026-04-23 17:00 pending',
  ]);
  expect(await pages.ledger('2026-04-23')).toEqual([
    ...['t0002 还有 14 个工作日（4月23日 17:00）', 't0003 还有 14 个工作日（4月23日 17:00）'],
    't0001 —',
  ]);
  expect(await pages.ledger('2026-04-24')).toEqual([]);
  expect(await pages.month('2026-04')).toEqual([
    '2026-04-23 17:00 2026年4月“月调度报送”到期 3 项，未报 2 项',
  ]);
  // What was judged at once by the new calendar stands on the day by which it was judged.
  expect(await pages.rows('2026-03')).toEqual([
    ...['t0001 u001 2026-03-24 17:00 missing', 't0002 u001+u002 2026-03-24 17:00 missing'],
    't0003 u003 2026-03-24 17:00 missing',
  ]);
});

test('a request number is not used for another list; the document is kept, the units are told', async () => {
  const again = await publish(WHOLE, 'whatever', '--request-id', 'publish-2');
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('已用于另一份内容')]);
  expect(await world.count('document', `kind = 'calendar' and body ->> 'version' = '2'`)).toBe(1);
  const told = `campaign = '${CAMPAIGN}' and type = 'calendar-updated'`;
  expect(await world.count('notice', told)).toBe(4);
  const { out } = await duban('inbox', '丙镇/联络员', '--campaign', CAMPAIGN);
  expect(out).toContain('工作日历已更新');
  const show = await duban('campaign', 'show', CAMPAIGN);
  expect(show.out).not.toContain('暂定');
});

test('an interview that starts now goes by the calendar that is in force', async () => {
  const own = `campaign = '${CAMPAIGN}' and kind = 'interview'`;
  const under = `${own} and input -> 'context' -> 'calendar' ->> 'version' =`;
  const before = await world.count('process', `${under} '1'`);
  await eventually(async () => (await world.count('process', `${under} '2'`)) > 0);
  expect(await world.count('process', own)).toBe(
    before + (await world.count('process', `${under} '2'`)),
  );
});

test('what has begun is not taken back; a change that lies ahead is, without a trace but the record', async () => {
  const late = await duban('calendar', 'withdraw', CAMPAIGN, '--reason', '误发');
  expect([late.code, late.err]).toEqual([1, expect.stringContaining('工作日历没有撤回')]);
  const before = await upcoming('3');
  const third = { ...WHOLE, version: 3, rest: [...WHOLE.rest, '2026-04-22'].sort() };
  const { digest, counts } = await previewed(third);
  expect(counts).toMatchObject({ atOnce: 0, confirmed: 0 });
  expect((await publish(third, digest)).code).toBe(0);
  const amended = `campaign = '${CAMPAIGN}' and type = 'calendar-amended'
    and process not like 'interview/%'`;
  await eventually(async () => (await world.count('ledger', amended)) === 8);
  expect(await upcoming('3')).toEqual(['2026-04-17 09:00 step', ...before.slice(1)]);
  const back = await duban('calendar', 'withdraw', CAMPAIGN, '--reason', '误发');
  expect([back.code, back.err]).toEqual([0, '']);
  await eventually(async () => (await world.count('ledger', amended)) === 12);
  expect(await upcoming('3')).toEqual(before);
  const { out } = await duban('calendar', 'show', CAMPAIGN);
  expect(out).toContain('撤回第3版，恢复cn-state-council 第2版');
  expect((await publish({ ...third, version: 3 }, 'x')).err).toContain('请改为 4');
});

/** Everything but the first two days of April is closed: what was due on the 23rd is due this week. */
const CLOSED: Calendar = {
  ...WHOLE,
  version: 4,
  rest: [...WHOLE.rest, '2026-05-25'].sort(),
  closures: [{ from: '2026-04-04', to: '2026-04-30', name: '防汛停办' }],
};

test('what comes into this week is counted there by 今日, in the ledger and in the month', async () => {
  expect(await pages.week()).toEqual({
    expected: 0,
    words: '今天到期 0 项（0家单位），本周 0 项，已报 0 · 未报 0',
    units: ['丙镇 0 0 0 1', '乙局 0 0 0 1', '甲局 0 0 0 2'],
  });
  const { digest } = await previewed(CLOSED);
  expect((await publish(CLOSED, digest)).code).toBe(0);
  const amended = `campaign = '${CAMPAIGN}' and type = 'calendar-amended'
    and process not like 'interview/%'`;
  await eventually(async () => (await world.count('ledger', amended)) === 16);
  expect(await pages.rows('2026-04')).toEqual([
    ...['t0001 u001 2026-04-03 17:00 on-time', 't0002 u001+u002 2026-04-03 17:00 pending'],
    't0003 u003 2026-04-03 17:00 pending',
  ]);
  expect(await pages.week()).toEqual({
    expected: 3,
    words: '今天到期 0 项（0家单位），本周 3 项，已报 1 · 未报 2',
    units: ['丙镇 1 0 0 0', '乙局 1 0 0 0', '甲局 2 0 0 0'],
  });
  expect(await pages.ledger('2026-04-03')).toEqual([
    ...['t0002 还有 1 个工作日（4月3日 17:00）', 't0003 还有 1 个工作日（4月3日 17:00）'],
    't0001 —',
  ]);
  expect(await pages.ledger('2026-04-23')).toEqual([]);
  expect(await pages.month('2026-04')).toEqual([
    '2026-04-03 17:00 2026年4月“月调度报送”到期 3 项，未报 2 项',
  ]);
});

test('a period that opens after the change is frozen with the instant by which it will be judged', async () => {
  const { context } = (await findCampaign(pool, CAMPAIGN)) ?? { context: undefined };
  if (context === undefined) throw new Error('no campaign');
  await ensureOpened(pool, context, '2026-05-01T12:00:00+08:00');
  expect(await pages.rows('2026-05')).toEqual([
    ...['t0001 u001 2026-05-22 17:00 pending', 't0002 u001+u002 2026-05-22 17:00 pending'],
    't0003 u003 2026-05-22 17:00 pending',
  ]);
});

test('the rows are the same when they are made again from what is recorded', async () => {
  const all = 'select * from standing order by campaign, task, obligation';
  const before = (await pool.query(all)).rows as unknown[];
  await pool.query('select make_standing()');
  expect((await pool.query(all)).rows).toEqual(before);
});

test('what an older register has not kept is told by its turns', async () => {
  const before = await pages.rows('2026-04');
  await pool.query('alter table due_shift disable trigger due_shift_append_only');
  await pool.query('delete from due_shift');
  await pool.query('alter table due_shift enable trigger due_shift_append_only');
  await pool.query('select make_standing()');
  expect(await pages.rows('2026-04')).not.toEqual(before);
  await pool.query(
    `insert into due_shift_owed
     select id from process where kind = 'task' and campaign = '${CAMPAIGN}'`,
  );
  await settleEarlierShifts(pool);
  expect(await pages.rows('2026-04')).toEqual(before);
  await pool.query('select make_standing()');
  expect(await pages.rows('2026-04')).toEqual(before);
  expect(await world.count('due_shift_owed')).toBe(0);
});

test('an older register is settled by its first start, and left alone by the next', async () => {
  const dues = `select concat_ws(' ', task, obligation, due) as line from standing
    where campaign = '${CAMPAIGN}' order by 1`;
  const shifts = 'select *, xmin::text from due_shift order by process, seq, obligation';
  const url = pool.options.connectionString ?? '';
  const older = await olderRegister(url, '0021_door_purge');
  const read = (sql: string) =>
    asked(older, async (db) => (await db.query<Record<string, unknown>>(sql)).rows);
  const wanted = (await pool.query<{ line: string }>(dues)).rows;
  expect(await read(`select to_regclass('due_shift') as shifts`)).toEqual([{ shifts: null }]);
  expect(await read(dues)).not.toEqual(expect.arrayContaining(wanted));
  const home = join(folder, 'older');
  const settled = await duringStart(older, home, async (get) => {
    expect(await read(dues)).toEqual(expect.arrayContaining(wanted));
    const month = `/desk/calendar?campaign=${CAMPAIGN}&month=2026-04`;
    const { days } = (await get(month)) as OutputOf<'showCalendarMonth'>;
    const due = days.flatMap(({ day, list }) => list.map(({ kind }) => `${day} ${kind}`));
    expect(due.filter((line) => line.endsWith(' due'))).toEqual(['2026-04-03 due']);
    return read(shifts);
  });
  expect(settled).toHaveLength(3);
  expect(new Set(settled.map(({ cause }) => cause))).toEqual(new Set(['earlier']));
  await duringStart(older, home, async () => {
    expect(await read(shifts)).toEqual(settled);
    expect(await read('select * from due_shift_owed')).toEqual([]);
  });
});
