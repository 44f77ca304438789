import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { TASK_ACTS } from '../../client/acts/acts.ts';
import type { Caller } from '../../client/caller.ts';
import { createCampaign } from '../../client/handlers/campaigns.ts';
import {
  OPERATIONS,
  type Operation,
  type OperationName,
  type OutputOf,
} from '../../client/operations.ts';
import { TalkAct } from '../../client/talkInput.ts';
import type { Desk, Grant } from '../../domain/access.ts';
import { openArchive } from '../../importers/archive.ts';
import type { Pool } from '../../store/pool.ts';
import { eventually, request, startApi, type ApiWorld } from './apiWorld.ts';
import { askOf, callerOf } from './asking.ts';

jest.setTimeout(240_000);

let world: ApiWorld;
let pool: Pool;
let foreign: Readonly<Record<string, string>>;

beforeAll(async () => {
  world = await startApi();
  pool = world.service.pool;
  await createCampaign(
    world.service,
    request('second', { startedAt: '2026-03-01T00:00:00+08:00' }),
  );
  const ready = `kind = 'task' and campaign = 'c2026-001'`;
  await eventually(async () => (await world.count('process', ready)) === 3);
  const own = { campaign: 'c2026-001', task: '3' };
  const sent = await world.post(
    '/tasks/3/reports',
    { ...own, text: '丙镇独有的进展', requestId: 'own-1' },
    'unit:丙镇',
  );
  expect(sent.status).toBe(200);
  const kept = await world.post(
    '/tasks/3/draft',
    { ...own, content: { text: '丙镇独有的草稿' } },
    'unit:丙镇',
  );
  expect(kept.status).toBe(200);
  const to = `recipient like 'u003/%'`;
  await eventually(
    async () => (await world.count('notice', `${to} and campaign = 'c2026-001'`)) > 0,
  );
  const { rows } = await pool.query<{ key: string }>(
    `select key from notice where campaign = 'c2026-001' and ${to} order by key limit 1`,
  );
  const talks = await pool.query<{ id: string }>(
    `select id from process where kind = 'interview' and id like 'interview/c2026-001/u003/%'`,
  );
  const process = talks.rows[0]?.id ?? 'task/c2026-001/t0003';
  foreign = {
    before: '2026-11-01',
    ...{ campaign: 'c2026-001', task: '3', notice: rows[0]?.key ?? '', recipient: '丙镇' },
    ...{ draw: 's000000000000', item: 't0003', unit: '丙镇', process },
    ...{ interview: 'interview/c2026-001/u003/2026', subject: 'task/c2026-001/t0003' },
    ...{ page: 'tasks', month: '2026-04', text: '河道', q: '河道', words: '河道', token: 'none' },
    ...{ period: '2026-03', account: 'a0001', bulletin: 'b', link: '0'.repeat(16), id: '1' },
    ...{
      obligation: 'monthly/2026-03/u003',
      duty: 'monthly',
      rehearsal: '1',
      sha256: 'a'.repeat(64),
      day: '2026-04-01',
      desk: 'p-000000000000',
    },
  };
});
afterAll(() => world.stop());

const ask = (...asked: Parameters<Ask>) => askOf(world.service, ...asked);
type Ask = (
  caller: Caller,
  name: OperationName,
  input: Readonly<Record<string, unknown>>,
  actor?: string,
) => Promise<unknown>;

/** An answer as text, with what its workbooks hold. */
async function textOf(answer: unknown): Promise<string> {
  const text = JSON.stringify(answer);
  const books = text.match(/"UEsDB[A-Za-z0-9+/=]+"/g) ?? [];
  const inner = await Promise.all(
    books.map(async (book) => {
      const bytes = Buffer.from(JSON.parse(book) as string, 'base64');
      const opened = await openArchive(bytes, () => true);
      if (!(opened instanceof Map)) throw new Error('a workbook that cannot be opened');
      return [...opened.values()].map((part) => Buffer.from(part as Uint8Array).toString('utf8'));
    }),
  );
  return [text, ...inner.flat()].join('\n');
}

const gets = (Object.keys(OPERATIONS) as OperationName[]).filter(
  (name) => OPERATIONS[name].method === 'GET',
);
const reads = gets.filter((name) => {
  const { who }: Operation = OPERATIONS[name];
  const desks: readonly Desk[] = ['office', 'principal', 'unit', 'post', 'auditor'];
  return who.some((desk) => desks.includes(desk));
});

function inputFor(name: OperationName): Readonly<Record<string, string>> {
  const { shape } = OPERATIONS[name].input as unknown as { shape: object };
  return Object.fromEntries(Object.entries(foreign).filter(([field]) => field in shape));
}

/** Titles, contents and names of what is 丙镇's alone. */
const LEAKS = ['治理河道', '丙镇独有的进展', '丙镇独有的草稿'];
const UNIT: Grant = { role: 'head', unit: '甲局' };

describe('nobody reads what is not his', () => {
  test.each(reads)('%s is really asked', (name) => {
    const parsed = OPERATIONS[name].input.safeParse(inputFor(name));
    expect([name, parsed.error?.issues ?? []]).toEqual([name, []]);
  });

  test.each(reads)('%s gives a unit nothing of another unit', async (name) => {
    const named = inputFor(name);
    const { campaign } = named;
    const whole = campaign === undefined ? {} : { campaign };
    for (const input of [named, whole]) {
      for (const role of ['head', 'reporter'] as const) {
        const answer = await textOf(await ask(callerOf([{ ...UNIT, role }]), name, input));
        expect([name, LEAKS.filter((word) => answer.includes(word))]).toEqual([name, []]);
      }
    }
  });

  test.each(reads)('%s gives a post to which nothing was told nothing', async (name) => {
    const caller = callerOf([{ role: 'leader', post: '区长' }]);
    const named = inputFor(name);
    const { campaign } = named;
    for (const input of [named, campaign === undefined ? {} : { campaign }]) {
      const answer = await textOf(await ask(caller, name, input));
      const found = ['治理河道', '修订规划', '整治道路'].filter((word) => answer.includes(word));
      expect([name, found]).toEqual([name, []]);
    }
  });

  test.each(reads)('%s gives an observer nothing of a campaign not granted', async (name) => {
    const caller = callerOf([{ role: 'observer', campaign: 'c2026-002' }]);
    const answer = await textOf(await ask(caller, name, inputFor(name)));
    const found = [...LEAKS, '修订规划'].filter((word) => answer.includes(word));
    expect([name, found]).toEqual([name, []]);
  });

  test.each(gets)('%s gives the three nothing of a task', async (name) => {
    for (const role of ['system', 'security', 'audit'] as const) {
      for (const input of [inputFor(name), {}]) {
        const answer = await textOf(await ask(callerOf([{ role }]), name, input));
        expect([name, role, LEAKS.filter((word) => answer.includes(word))]).toEqual([
          name,
          role,
          [],
        ]);
      }
    }
  });

  const writes = (Object.keys(OPERATIONS) as OperationName[]).filter((name) => {
    const { method, who }: Operation = OPERATIONS[name];
    return method === 'POST' && who.includes('unit');
  });
  const kinds: Readonly<Record<string, readonly string[]>> = {
    actOnTask: TASK_ACTS.map(({ act }) => act),
    decideInterview: TalkAct.options,
  };

  test.each(writes)('%s by a unit neither tells nor changes what is another’s', async (name) => {
    const before = await world.count('ledger', `process like '%/t0003'`);
    for (const act of kinds[name] ?? ['none']) {
      const { shape } = OPERATIONS[name].input as unknown as { shape: object };
      const said = {
        text: '试',
        content: { text: '试' },
        fields: {},
        act,
        name: '试.xlsx',
        file: '',
      };
      const all = { ...foreign, ...said, requestId: `w-${name}-${act}` };
      const fitting = Object.entries(all).filter(([field]) => field in shape);
      const answer = await textOf(await ask(callerOf([UNIT]), name, Object.fromEntries(fitting)));
      expect([name, act, LEAKS.filter((word) => answer.includes(word))]).toEqual([name, act, []]);
    }
    expect(await world.count('ledger', `process like '%/t0003'`)).toBe(before);
  });

  test('the office does read it: the words are there to leak', async () => {
    const caller = callerOf([{ role: 'administrator' }]);
    const seen = await Promise.all(
      (['showTask', 'listTasks', 'showTree'] as const).map((name) =>
        ask(caller, name, inputFor(name)),
      ),
    );
    expect(seen.map((answer) => JSON.stringify(answer).includes('治理河道'))).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('the tree', () => {
  type Tree = OutputOf<'showTree'>['nodes'];
  type Branches = OutputOf<'listBranches'>;
  const office = callerOf([{ role: 'administrator' }]);
  const within = { campaign: 'c2026-001' };

  /** As a page opens it: level by level, two nodes at a time. */
  async function opened(caller: Caller, under?: string, depth = 1): Promise<Tree> {
    const found: Branches['nodes'][number][] = [];
    for (let after: number | null | undefined; after !== null;) {
      const more = { ...(under ? { under } : {}), ...(after === undefined ? {} : { after }) };
      const asked = { ...within, ...more, limit: 2 };
      const { nodes, next } = (await ask(caller, 'listBranches', asked)) as Branches;
      found.push(...nodes);
      after = next;
    }
    const lists = await Promise.all(
      found.map(async ({ under: below, children, level, label, key, state }): Promise<Tree> => [
        { depth, level, label, key, state },
        ...(below !== null && children > 0 ? await opened(caller, below, depth + 1) : []),
      ]),
    );
    return lists.flat();
  }

  test('that is opened level by level is the whole tree, for whoever reads all and for a unit', async () => {
    for (const caller of [office, callerOf([UNIT])]) {
      const { nodes } = (await ask(caller, 'showTree', within)) as OutputOf<'showTree'>;
      const keyed = nodes
        .slice(1)
        .map((node) => (node.level === 'task' ? node : { ...node, key: null }));
      expect(await opened(caller)).toEqual(keyed);
    }
  });

  test('counts what is below by state, leads to a task, and has no place for what is not read', async () => {
    const root = (await ask(office, 'listBranches', {
      ...within,
      task: 't0003',
      limit: 1,
    })) as Branches;
    expect(root.counts.reduce((sum, { tasks }) => sum + tasks, 0)).toBe(3);
    expect(root.nodes.map(({ leads }) => leads)).toEqual([false, true]);
    const { state = 'open' } = root.counts[0] ?? {};
    const only = (await ask(office, 'listBranches', { ...within, state })) as Branches;
    expect(only.nodes.reduce((sum, { tasks }) => sum + tasks, 0)).toBe(root.counts[0]?.tasks);
    for (const under of ['t0003.1', 't0009.1']) {
      const answer = await ask(callerOf([UNIT]), 'listBranches', { ...within, under });
      expect(answer).toMatchObject({ fault: 'task-unknown' });
    }
    expect(await ask(office, 'listBranches', { ...within, under: 'x' })).toMatchObject({
      fault: 'message-malformed',
    });
  });
});

describe('a unit', () => {
  const caller = callerOf([UNIT]);
  const of = (name: OperationName, input: object) =>
    ask(caller, name, { campaign: 'c2026-001', ...input });

  test('finds another unit’s task as little as one that does not exist', async () => {
    const [one, none] = await Promise.all([
      of('showTask', { task: '3' }),
      of('showTask', { task: '99' }),
    ]);
    expect(one).toMatchObject({ fault: 'task-unknown' });
    expect(none).toMatchObject({ fault: 'task-unknown' });
    expect(await of('showReports', { task: 't0003' })).toMatchObject({ fault: 'task-unknown' });
    expect(await of('readInbox', { recipient: '丙镇' })).toMatchObject({
      fault: 'recipient-unknown',
    });
    expect(await of('readInbox', { recipient: 'office' })).toMatchObject({
      fault: 'recipient-unknown',
    });
    expect(await of('explain', { notice: foreign['notice'] })).toMatchObject({
      fault: 'notice-unknown',
    });
    expect(
      await of('actOnTask', { task: '3', act: 'sign', requestId: 'x-1', fields: {} }),
    ).toMatchObject({ fault: 'task-unknown' });
  });

  test('reads its own, joint tasks too', async () => {
    const list = (await of('listTasks', {})) as { total: number; tasks: { key: string }[] };
    expect([list.total, list.tasks.map(({ key }) => key)]).toEqual([2, ['t0001', 't0002']]);
    expect(await of('showTask', { task: '2' })).toMatchObject({ title: '整治道路' });
    expect(await of('readInbox', { recipient: '甲局' })).toMatchObject({ recipient: '甲局' });
    expect(await of('showCampaign', {})).toMatchObject({ tasks: 2, gates: [] });
  });

  test('acts as nobody else', async () => {
    for (const actor of ['unit:丙镇', 'office', 'principal', 'audit']) {
      expect(await ask(caller, 'listTasks', {}, actor)).toMatchObject({ fault: 'desk-not-held' });
    }
  });
});

describe('an observer', () => {
  const caller = callerOf([{ role: 'observer', campaign: 'c2026-002' }]);

  test('has the one campaign that was granted, and no other is named to him', async () => {
    const { campaigns } = (await ask(caller, 'listCampaigns', {})) as {
      campaigns: { id: string }[];
    };
    expect(campaigns.map(({ id }) => id)).toEqual(['c2026-002']);
    expect(await ask(caller, 'showTask', { task: '3' })).toMatchObject({ campaign: 'c2026-002' });
    expect(await ask(caller, 'showTask', { task: '3', campaign: 'c2026-001' })).toMatchObject({
      fault: 'campaign-unknown',
    });
    const notice = { notice: foreign['notice'] };
    expect(await ask(caller, 'explain', notice)).toMatchObject({ fault: 'notice-unknown' });
  });

  test('changes nothing', async () => {
    const input = { task: '3', act: 'terminate', fields: { reason: 'x' }, requestId: 'o-1' };
    expect(await ask(caller, 'actOnTask', input)).toMatchObject({ fault: 'not-allowed' });
  });
});

describe('a leader', () => {
  test('reads the tasks of which his post was told', async () => {
    const { rows } = await pool.query<{ recipient: string; process: string }>(
      `select recipient, process from notice where campaign = 'c2026-001'
          and recipient like 'post/%' and process like 'task/%' limit 1`,
    );
    const [told] = rows;
    if (told === undefined) return;
    const caller = callerOf([{ role: 'leader', post: told.recipient.slice(5) }]);
    const task = told.process.split('/')[2];
    expect(await ask(caller, 'showTask', { task, campaign: 'c2026-001' })).toMatchObject({
      key: task,
    });
  });
});
