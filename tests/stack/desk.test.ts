import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OutputOf } from '../../client/operations.ts';
import { eventually, POST, startApi, type ApiWorld } from './apiWorld.ts';

/** What the pages of the desks read, against the facts of the register. */
let world: ApiWorld;

beforeAll(async () => {
  world = await startApi();
  await eventually(async () => {
    const judged = await world.count('ledger', `type = 'judged'`);
    const proposed = await world.count('ledger', `type = 'proposed'`);
    const drafted = await world.count('ledger', `type like 'bulletin-%'`);
    return judged >= 9 && proposed >= 1 && drafted >= 1;
  });
  const sent = await world.report('1', 'desk-1', { duty: 'monthly', period: '2026-04' });
  expect(sent.status).toBe(200);
  await eventually(async () => (await world.count('intake', 'verdict is null')) === 0);
}, 180_000);

afterAll(async () => world?.stop());

async function get<T>(path: string, actor = 'office', status = 200): Promise<T> {
  const headers = {
    authorization: 'Bearer token-of-the-test',
    'x-duban-actor': encodeURIComponent(actor),
  };
  const response = await fetch(`${world.url}${path}`, { headers });
  const body = (await response.json()) as T;
  expect({ path, status: response.status }).toEqual({ path, status });
  return body;
}

const query = async <T>(sql: string) => (await world.service.pool.query(sql)).rows as T[];

describe('what is kept of the ledger', () => {
  test('says what the ledger says, obligation by obligation', async () => {
    const rows = await query<{ kept: string; told: string }>(
      `select s.verdict as kept, coalesce((select l.payload ->> 'verdict' from ledger l
                where l.process = 'task/' || e.campaign || '/' || e.task and l.obligation = e.obligation
                  and l.type = 'judged' order by l.seq desc, l.n desc limit 1), 'pending') as told
         from expected e join standing s using (campaign, task, obligation)`,
    );
    expect(rows.length).toBe(await world.count('expected'));
    expect(rows.filter(({ kept, told }) => kept !== told)).toEqual([]);
  });

  test('is the same when it is made again from the ledger', async () => {
    const all = async () => ({
      standing: await query('select * from standing order by 1, 2, 3'),
      tasks: await query('select * from task_now order by 1, 2'),
      matters: await query('select * from matter_now order by 1, 2'),
      states: await query('select * from task_state order by 1, 2'),
      tally: await query('select * from tally where n <> 0 order by 1, 2, 3, 4, 5, 6, 7'),
    });
    const before = await all();
    await query(`update task_state set ordinal = 0, place = '', facts = ''`);
    await query('select make_standing()');
    expect(await all()).toEqual(before);
  });

  test('the tally sums to the expected set', async () => {
    const [row] = await query<{ n: number }>('select sum(n)::int as n from tally');
    expect(row?.n).toBe(await world.count('expected'));
  });
});

describe('the ledger 台账', () => {
  type Search = OutputOf<'searchTasks'>;

  test('counts of the tasks sum to the expected set, and the chips to the total', async () => {
    const found = await get<Search>('/desk/tasks');
    expect(found.total).toBe(3);
    const expected = found.tasks.reduce((sum, { counts }) => sum + counts.expected, 0);
    expect(expected).toBe(await world.count('expected'));
    for (const { counts } of found.tasks) {
      const { onTime, late, missing, exempt, pending } = counts;
      expect(onTime + late + missing + exempt + pending).toBe(counts.expected);
    }
    const levels = found.chips.level.reduce((sum, { count }) => sum + count, 0);
    expect(levels).toBe(found.total);
  });

  test('a filter shows as many as its chip has said', async () => {
    const { chips } = await get<Search>('/desk/tasks');
    for (const { value, count } of chips.level) {
      expect((await get<Search>(`/desk/tasks?level=${value}`)).total).toBe(count);
    }
    for (const { value, count } of chips.unit) {
      expect((await get<Search>(`/desk/tasks?unit=${value}`)).total).toBe(count);
    }
    for (const { value, count } of chips.verdict) {
      expect((await get<Search>(`/desk/tasks?verdict=${value}`)).total).toBe(count);
    }
  });

  test.each(['plan', 'due', 'level', 'missing', 'reported'])(
    'pages by %s have each task once',
    async (sort) => {
      const seen: string[] = [];
      let after = '';
      for (let page = 0; page < 5; page++) {
        const found = await get<Search>(
          `/desk/tasks?limit=1&sort=${sort}&order=desc&after=${after}`,
        );
        seen.push(...found.tasks.map(({ key }) => key));
        if (found.next === null) break;
        after = found.next;
      }
      expect([...seen].sort()).toEqual(['t0001', 't0002', 't0003']);
    },
  );

  test('text finds words of the content, and a cursor that is none of ours is refused', async () => {
    const found = await get<Search>(`/desk/tasks?text=${encodeURIComponent('河道')}`);
    expect(found.tasks.map(({ key }) => key)).toEqual(['t0003']);
    await get('/desk/tasks?after=nonsense', 'office', 422);
  });

  test('a unit sees its own tasks only', async () => {
    const found = await get<Search>('/desk/tasks', 'unit:丙镇');
    expect(found.tasks.map(({ key }) => key)).toEqual(['t0003']);
  });
});

describe('我要报什么', () => {
  type Duties = OutputOf<'showDuties'>;

  test('is what is open of the unit, in order of due instant, with what happens next', async () => {
    const found = await get<Duties>('/desk/duties', 'unit:甲局');
    const [open] = await query<{ n: number }>(
      `select count(*)::int as n from obligation_standing s join unit u on u.campaign = s.campaign and u.id = any (s.members)
        where u.name = '甲局' and s.verdict in ('pending', 'missing')`,
    );
    expect(found.closed).toBeGreaterThan(0);
    expect(found.total + found.closed).toBe(open?.n);
    expect(found.duties).toHaveLength(found.total);
    const over = await get<Duties>('/desk/duties?closed=true', 'unit:甲局');
    expect(over.duties).toHaveLength(found.closed);
    expect(over.words).toBe(`已截止填报、没有报的 ${found.closed} 项`);
    const reported = ({ acts }: Duties['duties'][number]) =>
      acts.some(({ operation }) => operation === 'submitReport');
    expect(found.duties.every(reported)).toBe(true);
    expect(over.duties.some(reported)).toBe(false);
    const dues = found.duties.map(({ due }) => Date.parse(due.at));
    expect(dues).toEqual([...dues].sort((a, b) => a - b));
    const pending = [...found.duties, ...over.duties].filter(
      ({ verdict }) => verdict === 'pending',
    );
    expect(pending.length).toBeGreaterThan(0);
    for (const duty of pending) {
      expect(duty.next?.words).toMatch(/^若到 .+ 仍未报送：判为未报/u);
    }
    expect(found.duties.some(({ period, task }) => task === 't0001' && period === '2026-04')).toBe(
      false,
    );
    expect(found.duties.every(({ mark, why }) => mark.shape !== '' && why.rule !== '')).toBe(true);
  });

  test('another unit has none of it, and pages follow one another', async () => {
    const found = await get<Duties>('/desk/duties', 'unit:丙镇');
    expect(new Set(found.duties.map(({ task }) => task))).toEqual(new Set(['t0003']));
    const over = await get<Duties>('/desk/duties?closed=true', 'unit:丙镇');
    const page = (more: string) =>
      get<Duties>(`/desk/duties?closed=true&limit=1${more}`, 'unit:丙镇');
    const first = await page('');
    const second = await page(`&after=${first.next}`);
    expect([...first.duties, ...second.duties].map(({ id }) => id)).toEqual(
      over.duties.slice(0, 2).map(({ id }) => id),
    );
    expect(over.duties.length).toBeGreaterThan(1);
  });
});

describe('what waits for a person', () => {
  test('the leader reads an interview with its reasons and may decide; the office may not', async () => {
    const found = await get<OutputOf<'listGates'>>('/desk/gates', POST);
    const waiting = await world.count('process', `kind = 'interview'`);
    const cards = found.gates.filter(({ kind }) => kind === 'interview');
    expect(cards).toHaveLength(waiting);
    for (const card of cards) {
      expect(card.acts.map(({ act }) => act)).toEqual(['approve', 'reject', 'hear']);
      expect(card.ifNothing?.words).toContain('不会自动约谈');
      expect(card.what.length).toBeLessThanOrEqual(60);
      expect(card.whyNow[0]).toMatch(
        /^(\d 项任务均)?连续3期未报（2026年.+），达到制度规定的提请约谈条件“连续3期未报”$/u,
      );
      expect(card.late).toMatch(
        /^\d 项任务.*未报.*，最早一期 1月\d+日 17:00 到期，逾期 \d+ 个工作日$/u,
      );
      expect(card.evidence.length).toBeGreaterThan(0);
    }
    const today = await get<OutputOf<'showToday'>>('/desk/today');
    const same = today.gates.filter(({ kind }) => kind === 'interview');
    const marks = (gates: typeof cards | typeof same) =>
      gates.map(({ id, mark }) => [id, mark.level]);
    expect(marks(same).toSorted()).toEqual(marks(cards).toSorted());
    expect(same.map(({ id }) => id).sort()).toEqual(cards.map(({ id }) => id).sort());
    expect(same.flatMap(({ acts }) => acts.map(({ act }) => act))).not.toContain('approve');
  });

  test('today counts by kind what it lists', async () => {
    const today = await get<OutputOf<'showToday'>>('/desk/today');
    const sum = today.waiting.reduce((total, { count }) => total + count, 0);
    expect(sum).toBe(today.gatesTotal);
    expect(today.gatesTotal).toBe(today.gates.length);
    expect(today.day.words).toBe('4月2日 星期四（工作日）');
  });

  test('the board has each interview once; one of them has ten fields and its history', async () => {
    const board = await get<OutputOf<'listInterviews'>>('/desk/interviews');
    expect(board.total).toBe(await world.count('process', `kind = 'interview'`));
    expect(board.columns.reduce((sum, { count }) => sum + count, 0)).toBe(board.total);
    const process = board.columns.flatMap(({ cards }) => cards)[0]?.process ?? '';
    const path = `/desk/interview?process=${encodeURIComponent(process)}`;
    const view = await get<OutputOf<'showInterview'>>(path);
    expect(view.notice).toHaveLength(10);
    expect(view.history.length).toBeGreaterThan(0);
    // 单位 never hears of a proposal before a person has approved it.
    const { error } = await get<{ error?: unknown; code: string }>(
      path,
      `unit:${view.unit.name}`,
      404,
    );
    expect(error).toBeUndefined();
  });
});

describe('一览、月历、单位、通报、通知', () => {
  test('figures of the glance are those of the register', async () => {
    const glance = await get<OutputOf<'showGlance'>>('/desk/glance');
    expect(glance.lights.reduce((sum, { count }) => sum + count, 0)).toBe(glance.tasks);
    const trend = glance.trend.reduce((sum, { counts }) => sum + counts.expected, 0);
    expect(trend).toBe(glance.counts.expected);
    expect(glance.counts.expected).toBe(await world.count('expected'));
    const [owing] = await query<{ n: number }>(
      'select sum(cardinality(members))::int as n from expected',
    );
    const units = glance.ranking.units.reduce((sum, { counts }) => sum + counts.expected, 0);
    expect(units).toBe(owing?.n);
  });

  test('units have what they owe, the month what falls due in it', async () => {
    const { units } = await get<OutputOf<'listUnits'>>('/desk/units');
    expect(units.map(({ name }) => name).sort()).toEqual(['丙镇', '乙局', '甲局'].sort());
    const month = await get<OutputOf<'showCalendarMonth'>>('/desk/calendar?month=2026-03');
    expect(month.days).toHaveLength(31);
    const dues = month.days.reduce((sum, day) => sum + day.dues, 0);
    const opened = await world.count(
      'expected',
      `due >= '2026-03-01T00:00+08' and due < '2026-04-01T00:00+08'`,
    );
    expect(dues).toBe(opened);
    const next = await get<OutputOf<'showCalendarMonth'>>('/desk/calendar?month=2026-05');
    expect(next.days.reduce((sum, day) => sum + day.dues, 0)).toBe(3);
  });

  test('bulletins and notices', async () => {
    const { bulletins } = await get<OutputOf<'listBulletins'>>('/desk/bulletins');
    expect(bulletins.length).toBeGreaterThan(0);
    const card = bulletins.find(({ phase }) => phase !== 'gathering');
    const path = `/desk/bulletin?bulletin=${card?.bulletin}&period=${card?.period}`;
    const view = await get<OutputOf<'showBulletin'>>(path);
    expect(view.history.length).toBeGreaterThan(0);
    const first = await get<OutputOf<'listNotices'>>('/desk/notices?limit=2');
    const second = await get<OutputOf<'listNotices'>>(`/desk/notices?limit=2&after=${first.next}`);
    const ids = [...first.notices, ...second.notices].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(first.total).toBe(await world.count('notice'));
  });
});
