import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { FaultError } from '../../client/faultError.ts';
import { decide } from '../../client/handlers/decisions.ts';
import { overtaken } from '../../client/handlers/overtaken.ts';
import { serve } from '../../client/http.ts';
import { fault } from '../../domain/faults.ts';
import { insertAccount } from '../../store/accounts.ts';
import { withOrigin } from '../../store/auditOrigin.ts';
import { claimRequest, finishRequest, isAnotherRunning } from '../../store/idempotency.ts';
import { eventually, POST, startApi, type ApiWorld, type Answer } from './apiWorld.ts';
import { listen } from './eventStream.ts';
import { generatedClient } from './generatedClient.ts';

jest.setTimeout(180_000);

const TOKEN = 'token-of-the-test';
const CAMPAIGN = 'c2026-001';
let world: ApiWorld;

beforeAll(async () => {
  world = await startApi();
  await eventually(async () => {
    const shown = await world.json<{ gates: { kind: string }[] }>('campaign', 'show');
    return shown.gates.some(({ kind }) => kind === 'interview');
  });
});

afterAll(() => world.stop());

function headersOf(actor: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    authorization: `Bearer ${TOKEN}`,
    'content-type': 'application/json',
    'x-duban-actor': encodeURIComponent(actor),
    ...more,
  };
}

async function send(
  path: string,
  body: unknown,
  { actor = 'office', key }: { readonly actor?: string; readonly key?: string } = {},
): Promise<Answer & { readonly headers: Headers }> {
  const headers = headersOf(actor, key === undefined ? {} : { 'idempotency-key': key });
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await fetch(`${world.url}/api${path}`, init);
  const answer = (await response.json()) as Record<string, unknown>;
  return { status: response.status, body: answer, headers: response.headers };
}

describe('the door', () => {
  test('every operation stands under /api, and nobody is nobody', async () => {
    const known = await fetch(`${world.url}/api/tasks?campaign=${CAMPAIGN}`, {
      headers: headersOf('office'),
    });
    expect(known.status).toBe(200);
    const nobody = await fetch(`${world.url}/api/tasks`);
    expect([nobody.status, await nobody.json()]).toEqual([
      401,
      expect.objectContaining({ code: 'sign-in-needed' }),
    ]);
    const stale = await fetch(`${world.url}/api/tasks`, { headers: { cookie: 'duban=stale' } });
    expect(stale.status).toBe(401);
  });

  test('it is alive, it is ready, and it tells its figures to whoever may read them', async () => {
    const health = await fetch(`${world.url}/health`);
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
    const ready = await fetch(`${world.url}/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', register: 'ok', temporal: 'ok' },
    ]);
    expect((await fetch(`${world.url}/metrics`)).status).toBe(401);
    const text = await (
      await fetch(`${world.url}/metrics`, { headers: headersOf('office') })
    ).text();
    expect(text).toMatch(
      /duban_api_request_seconds_count\{operation="listTasks",status="200"\} \d/,
    );
    expect(text).toMatch(/^duban_outbox_receipts 0$/m);
    expect(text).toMatch(/^duban_register_up 1$/m);
    expect(text).toMatch(/^duban_api_process_cpu_seconds_total /m);
  });
});

describe('an idempotency key', () => {
  const draft = { campaign: CAMPAIGN, content: { text: '初稿' } };
  const as = (key: string) => ({ actor: 'unit:甲局', key });

  test('makes a write without a number of its own one write, in quotes or not', async () => {
    const first = await send('/tasks/1/draft', draft, as('draft-1'));
    expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([200, null]);
    const again = await send('/tasks/1/draft', draft, as('"draft-1"'));
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
    expect(again.body).toEqual(first.body);
  });

  test.each<[string, string, object, object, string]>([
    ['a draft', '/tasks/1/draft', draft, { ...draft, content: { text: '另一稿' } }, 'unit:甲局'],
    ['another operation', '/tasks/1/draft', draft, draft, 'unit:甲局'],
    [
      'a report',
      '/tasks/2/reports',
      { campaign: CAMPAIGN, text: '一' },
      { campaign: CAMPAIGN, text: '二' },
      'unit:乙局',
    ],
    [
      'a sample',
      `/campaigns/${CAMPAIGN}/samples`,
      { period: '2026-03', count: 1, seed: '甲' },
      { period: '2026-03', count: 2, seed: '甲' },
      'office',
    ],
  ])('of %s is refused with another body', async (what, path, one, other, actor) => {
    const key = `reused-${what}`.replaceAll(/[^a-z-]/g, '-');
    const first = await send(path, one, { actor, key });
    const elsewhere = what === 'another operation' ? '/tasks/1/draft/discard' : path;
    const answer = await send(elsewhere, other, { actor, key });
    expect([first.status < 300 || first.status, answer.status, answer.body['code']]).toEqual([
      true,
      409,
      'request-reused',
    ]);
  });

  test('is the number of the body; two that differ are refused, and so is nonsense', async () => {
    const report = { campaign: CAMPAIGN, text: '本月已完成' };
    const first = await send('/tasks/1/reports', report, as('key-of-body'));
    expect([first.status, first.body['requestId']]).toEqual([200, 'key-of-body']);
    const again = await send(
      '/tasks/1/reports',
      { ...report, requestId: 'key-of-body' },
      as('key-of-body'),
    );
    expect([again.status, again.body['repeated']]).toEqual([200, true]);
    const differ = await send('/tasks/1/reports', { ...report, requestId: 'a' }, as('b'));
    expect([differ.status, differ.body['code']]).toEqual([400, 'key-differs']);
    const malformed = await send('/tasks/1/reports', report, as('a b'));
    expect([malformed.status, malformed.body['code']]).toEqual([400, 'key-malformed']);
  });

  test('sent ten times at once is done once', async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, () =>
        send('/tasks/1/draft/discard', { campaign: CAMPAIGN }, as('ten')),
      ),
    );
    expect(all.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(new Set(all.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await world.count('request', `key = 'ten' and done_at is not null`)).toBe(1);
  });

  test('of a request that was refused is free again', async () => {
    const refused = await send('/tasks/99/draft', draft, as('free'));
    expect(refused.status).toBe(404);
    expect((await send('/tasks/1/draft', draft, as('free'))).status).toBe(200);
  });

  test('of a process that has died is taken over', async () => {
    const { pool } = world.service;
    await send('/tasks/1/draft', draft, as('died'));
    await pool.query(`update request set done_at = null, answer = null,
                        claimed_at = claimed_at - interval '2 minutes' where key = 'died'`);
    const again = await send('/tasks/1/draft', draft, as('died'));
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, null]);
    expect(await world.count('request', `key = 'died' and done_at is not null`)).toBe(1);
  });
});

test('a client that is generated from the description reads and writes', async () => {
  const client = await generatedClient(world.url);
  const answer = await client.use({ base: `${world.url}/api`, headers: headersOf('unit:甲局') });
  expect(answer).toEqual({
    tasks: ['修订规划', '整治道路'],
    receipt: 'generated-1',
    again: true,
    refused: 'task-unknown',
  });
});

test('a turn that was begun before another and committed after it is told all the same', async () => {
  const { pool } = world.service;
  const write = (process: string) =>
    `insert into turn (process, seq, engine, made_at, taken, digest)
       values ('task/${CAMPAIGN}/${process}', 0, 1, clock_timestamp(), '[]', '')`;
  const reader = await listen(world.url, headersOf('office'));
  const slow = await pool.connect();
  await slow.query('begin');
  await slow.query(write('t9001'));
  await pool.query(write('t9002'));
  await new Promise((later) => setTimeout(later, 2500));
  await slow.query('commit');
  slow.release();
  const told = () =>
    reader.heard.flatMap(({ data }) => /t900\d$/.exec(String(data['process'])) ?? []);
  await eventually(() => Promise.resolve(told().length >= 2));
  expect(told().sort()).toEqual(['t9001', 't9002']);
  reader.leave();
});

test('an inbox is read by pages, each notice once', async () => {
  interface Page {
    readonly next: string | null;
    readonly notices: readonly { readonly id: string }[];
  }
  const page = async (query: string): Promise<Page> => {
    const path = `/api/inbox?campaign=${CAMPAIGN}&recipient=office${query}`;
    const answer = await fetch(`${world.url}${path}`, { headers: headersOf('office') });
    return (await answer.json()) as Page;
  };
  const whole = (await page('&limit=500')).notices.map(({ id }) => id);
  const read: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const found: Page = await page(`&limit=2${next === '' ? '' : `&after=${next}`}`);
    read.push(...found.notices.map(({ id }) => id));
    ({ next } = found);
  }
  expect(whole.length).toBeGreaterThan(2);
  expect(read).toEqual(whole);
});

describe('two who decide at once', () => {
  test('one pauses, the other hears that it is paused', async () => {
    const pause = (requestId: string) =>
      send('/decisions', {
        campaign: CAMPAIGN,
        subject: '3',
        act: 'pause',
        reason: '让路',
        requestId,
      });
    const both = await Promise.all([pause('first-one'), pause('second-one')]);
    const codes = both.map(
      ({ status, body }) => `${status} ${(body['code'] as string | undefined) ?? 'done'}`,
    );
    expect(codes.sort()).toEqual(['200 done', '409 already-suspended']);
  });

  test('one approves or rejects an interview, the other hears how it stands', async () => {
    const gate = (act: string) =>
      send(
        '/decisions',
        { campaign: CAMPAIGN, subject: '甲局', act, reason: '依规', requestId: act },
        { actor: POST },
      );
    const both = await Promise.all([gate('approve'), gate('reject')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = both.find(({ status }) => status === 409);
    expect(String(lost?.body['detail'])).toMatch(/当前|已/);
    expect(String(lost?.body['detail'])).toMatch(/分管领导已于 .+ 办理“(批准|不批准)”。$/);
  });

  test('the office hears which person was first, a unit which desk', async () => {
    const { service } = world;
    const { pool } = service;
    const own = { login: 'first', name: '值班员甲', unit: null, subject: null, at: new Date() };
    const first = await insertAccount(pool, own);
    const pause = (requestId: string, account: string) =>
      withOrigin({ account, address: null, request: null }, () =>
        decide(
          service,
          { campaign: CAMPAIGN, subject: '1', act: 'pause', reason: '让路', requestId },
          'office',
        ),
      );
    await pause('by-first', first);
    const lost = await pause('by-second', 'nobody').catch((error: Error) => error.message);
    expect(lost).toMatch(/^已于 .+ 暂停，不必重复暂停。督查室（值班员甲）已于 .+ 办理“暂停”。$/);
    const kept = await pool.query<{ said: string }>(
      `select detail ->> 'message' as said from audit where outcome = 'already-suspended'
        order by id desc limit 1`,
    );
    expect(kept.rows[0]?.said).toMatch(/暂停，不必重复暂停。督查室已于 .+ 办理“暂停”。$/);
    const heard = { process: `task/${CAMPAIGN}/t0001`, zone: 'Asia/Shanghai', content: {} };
    const byUnit = { ...heard, by: 'unit:u001', act: 'pause', requestId: 'by-unit' };
    const refused = new FaultError(fault('already-suspended', { at: '' }));
    const told = (await overtaken(pool, byUnit, refused)) as Error;
    expect(told.message).toMatch(/督查室已于 .+ 办理“暂停”。$/);
    expect(await overtaken(pool, { ...byUnit, act: 'exempt' }, refused)).toBe(refused);
    await decide(
      service,
      { campaign: CAMPAIGN, subject: '1', act: 'resume', requestId: 'again' },
      'office',
    );
  });
});

test('an act is under way from its claim to its answer, for whoever asks but itself', async () => {
  const { pool } = world.service;
  const about = { owner: 'local', operation: 'decide', actor: 'office', digest: '' };
  const at = new Date();
  const claim = { ...about, key: 'under-way', at };
  const asked = (key: string, more: { operation?: string; since?: Date } = {}) =>
    isAnotherRunning(pool, {
      ...{ key, operations: [more.operation ?? 'decide'], since: more.since ?? at },
    });
  expect(await asked('other')).toBe(false);
  expect(await claimRequest(pool, claim, 60_000)).toEqual({ state: 'own' });
  expect(await asked('other')).toBe(true);
  expect(await asked('under-way')).toBe(false);
  expect(await asked('other', { operation: 'actOnTask' })).toBe(false);
  expect(await asked('other', { since: new Date(at.getTime() + 1) })).toBe(false);
  await finishRequest(pool, claim, null, new Date());
  expect(await asked('other')).toBe(false);
});

describe('what changed', () => {
  test('is told to whoever may read it, and nothing is lost in between', async () => {
    const office = await listen(world.url, headersOf('office'), `?campaign=${CAMPAIGN}`);
    const own = await listen(world.url, headersOf('unit:甲局'));
    const other = await listen(world.url, headersOf('unit:丙镇'));
    expect([office.status, own.status, other.status]).toEqual([200, 200, 200]);
    const report = { campaign: CAMPAIGN, text: '进展' };
    const sent = await send('/tasks/2/reports', report, { actor: 'unit:甲局', key: 'told-1' });
    expect([sent.status, sent.body['code']]).toEqual([200, undefined]);
    const process = `task/${CAMPAIGN}/t0002`;
    const hears = (heard: typeof own.heard) =>
      heard.some(({ data }) => data['process'] === process);
    await eventually(() => Promise.resolve(hears(office.heard) && hears(own.heard)));
    expect(own.heard.find(({ data }) => data['process'] === process)?.data).toEqual({
      kind: 'task',
      campaign: CAMPAIGN,
      process,
      turn: expect.any(Number),
    });
    expect(hears(other.heard)).toBe(false);
    const last = own.lastId();
    [office, own, other].forEach(({ leave }) => leave());
    const more = await send(
      '/tasks/2/reports',
      { ...report, period: '2026-04', text: '又一进展' },
      { actor: 'unit:乙局', key: 'told-2' },
    );
    expect([more.status, more.body['code']]).toEqual([200, undefined]);
    const later = await listen(world.url, headersOf('unit:甲局', { 'last-event-id': last }));
    await eventually(() => Promise.resolve(hears(later.heard)));
    later.leave();
  });

  test('a reader who is too far off is told to read everything anew', async () => {
    const far = { 'last-event-id': '999999999999~~0' };
    const reader = await listen(world.url, headersOf('office', far));
    await eventually(() => Promise.resolve(reader.heard.length > 0));
    expect(reader.heard[0]?.data).toEqual({ kind: 'all' });
    reader.leave();
  });

  test('a place that is none of ours is the present one', async () => {
    for (const place of ['garbage', '1~%00~1', '-1~a~1']) {
      const reader = await listen(world.url, headersOf('office', { 'last-event-id': place }));
      await eventually(() => Promise.resolve(reader.lastId() !== ''));
      expect(reader.lastId()).toMatch(/^\d+~~-1$/);
      reader.leave();
    }
  });

  test('nobody hears nothing, and readers are bounded', async () => {
    expect((await fetch(`${world.url}/api/events`)).status).toBe(401);
    const many = await Promise.all(
      Array.from({ length: 14 }, () => listen(world.url, headersOf('office'))),
    );
    const refused = many.filter(({ status }) => status === 503);
    many.forEach(({ leave }) => leave());
    expect(refused.length).toBeGreaterThanOrEqual(2);
  });
});

test('a server that is told to stop ends the streams and finishes what it has begun', async () => {
  const log: string[] = [];
  const write = (line: string) => void log.push(line);
  const own = await serve(world.service, { port: 0, token: TOKEN, log: write });
  const reader = await listen(own.url, headersOf('office'));
  const keeper = await world.service.pool.connect();
  await keeper.query('begin; lock table task in access exclusive mode');
  const running = fetch(`${own.url}/api/tasks/1?campaign=${CAMPAIGN}`, {
    headers: headersOf('office'),
  });
  await eventually(async () => (await world.count('pg_locks', 'not granted')) > 0);
  const closing = own.close();
  await reader.ended;
  await keeper.query('commit');
  keeper.release();
  expect((await running).status).toBe(200);
  await closing;
  await expect(fetch(`${own.url}/health`)).rejects.toThrow();
  const lines = log.map((text) => JSON.parse(text) as Record<string, unknown>);
  expect(lines.find(({ operation }) => operation === 'showTask')).toMatchObject({
    level: 'info',
    method: 'GET',
    route: '/api/tasks/:task',
    status: 200,
    caller: 'local',
  });
  expect(log.join('\n')).not.toMatch(/甲局|token-of-the-test/);
});
