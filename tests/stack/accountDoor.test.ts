import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { attempt } from '../../client/handlers/actor.ts';
import { purgeDoor } from '../../client/identity/purge.ts';
import { linkToken } from '../../client/identity/links.ts';
import { hashOf, newToken } from '../../client/identity/secretToken.ts';
import { linkOfToken } from '../../client/identity/links.ts';
import type { Service } from '../../client/service.ts';
import { insertLink, insertRevocation } from '../../store/links.ts';
import { insertFlow } from '../../store/oidcFlows.ts';
import { transaction } from '../../store/pool.ts';
import { LOCAL, startAccounts, type AccountsWorld, type Browser } from './accountsWorld.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const BY_ITSELF = { headers: { 'x-duban-by-itself': '1' } };

let world: AccountsWorld;
let security: Browser;
let system: Browser;

beforeAll(async () => {
  world = await startAccounts();
  const three = await world.officers();
  ({ system, security } = { system: three.system.web, security: three.security.web });
}, 120_000);
afterAll(() => world?.stop());

const at = () => new Date(world.clock.now);
const service = () => ({ pool: world.pool, identity: world.identity, clockOffset: 0 }) as Service;

/** The sessions of the three go on, whatever the clock says. */
async function awake(): Promise<void> {
  await world.pool.query('update account_session set seen_at = $1, ends_at = $2', [
    at(),
    new Date(world.clock.now + 600 * MINUTE),
  ]);
}

describe('the idle time of a session', () => {
  const status = async (more: object = {}) => (await security.ask('showMe', {}, more)).status;

  test('goes on by what the person asks for, and not by what a page reads by itself', async () => {
    await awake();
    for (let i = 0; i < 3; i += 1) {
      world.clock.now += 20 * MINUTE;
      expect(await status()).toBe(200);
    }
    world.clock.now += 20 * MINUTE;
    expect(await status(BY_ITSELF)).toBe(200);
    world.clock.now += 11 * MINUTE;
    const over = await security.ask('showMe', {}, BY_ITSELF);
    expect([over.status, over.body['code']]).toEqual([401, 'sign-in-needed']);
    expect(await status()).toBe(401);
    expect((await security.ask('showSession')).body).toMatchObject({ signedIn: false });
  });

  test('is not prolonged by a stream of events', async () => {
    await awake();
    world.clock.now += 20 * MINUTE;
    const { cookie = '' } = security;
    const opened = await world.app.inject({
      ...{ method: 'GET', url: '/api/events', payloadAsStream: true },
      headers: { host: '127.0.0.1:8123', cookie },
    });
    expect(opened.statusCode).toBe(200);
    opened.stream().destroy();
    const { rows } = await world.pool.query<{ latest: Date }>(
      'select max(seen_at) as latest from account_session',
    );
    expect(world.clock.now - (rows[0]?.latest.getTime() ?? 0)).toBe(20 * MINUTE);
    world.clock.now += 11 * MINUTE;
    expect(await status()).toBe(401);
  });
});

async function account(more: object = {}): Promise<string> {
  const login = `d${newToken()
    .replaceAll(/[^a-z0-9]/gi, '')
    .slice(0, 12)
    .toLowerCase()}`;
  const { body } = await system.ask('createAccount', { login, name: '某人', ...more });
  return String(body['account']);
}

const grant = (id: string, unit: string, more: object = {}) =>
  security.ask('grantRole', { account: id, role: 'reporter', unit, ...more });

describe('a grant for a unit', () => {
  test('takes any name before a campaign runs', async () => {
    await awake();
    expect((await grant(await account(), '尚未列名的单位')).status).toBe(200);
  });

  test('takes afterwards what the directories and the contacts know, and tells what is near', async () => {
    await awake();
    const { pool } = world;
    await pool.query(
      `insert into campaign (id, title, plan_hash, regime_hash, calendar_hash, directory_hash, created_at, context)
       values ('c2026-001', '示例', 'p', 'r', 'c', 'd', $1, '{"horizon":{}}')`,
      [at()],
    );
    await pool.query(
      `insert into unit (campaign, id, name, body) values
        ('c2026-001', 'u001', '区发展改革局', '{"aliases":["区发改局"]}'),
        ('c2026-001', 'u002', '区住房城乡建设局', '{"aliases":[]}')`,
    );
    const id = await account();
    expect((await grant(id, '区发展改革局')).status).toBe(200);
    const strange = await grant(id, '发展改革委');
    expect(strange.body).toMatchObject({ status: 422, code: 'grant-unit-unknown' });
    expect(strange.body['detail']).toContain('名称相近的有：区发展改革局');
    const far = await grant(id, '某某');
    expect(far.body['detail']).not.toContain('名称相近');
    const short = await grant(await account(), '区发改局');
    expect(short.status).toBe(200);
    const { rows } = await pool.query<{ unit: string }>(
      'select unit from account_grant where id = $1',
      [short.body['grant']],
    );
    expect(rows).toEqual([{ unit: '区发展改革局' }]);
    await account({ unit: '园区管委会' });
    expect((await grant(await account(), '园区管委会')).status).toBe(200);
    const other = await grant(await account(), '区发展改革局', { campaign: 'c2026-009' });
    expect(other.body['code']).toBe('campaign-unknown');
  });
});

describe('lists by pages', () => {
  async function pages(name: 'listGrants' | 'listSessions' | 'listContacts', key: string) {
    const keys: unknown[] = [];
    let sizes = 0;
    for (let after: unknown; ;) {
      const { status, body } = await security.ask(name, { limit: 2, ...(after ? { after } : {}) });
      expect(status).toBe(200);
      const lines = body[key] as Record<string, unknown>[];
      expect(lines.length).toBeLessThanOrEqual(2);
      keys.push(...lines.map((line) => line['grant'] ?? line['session'] ?? line['unit']));
      sizes += 1;
      if (body['next'] === null) return { keys, sizes };
      after = body['next'];
    }
  }

  test.each([
    ['listGrants', 'grants'],
    ['listSessions', 'sessions'],
    ['listContacts', 'units'],
  ] as const)('%s: every line once, in the order of the whole', async (name, key) => {
    await awake();
    const whole = (await security.ask(name)).body[key] as Record<string, unknown>[];
    const { keys, sizes } = await pages(name, key);
    expect(keys).toEqual(whole.map((line) => line['grant'] ?? line['session'] ?? line['unit']));
    expect(keys.length).toBeGreaterThan(2);
    expect(sizes).toBe(Math.ceil(keys.length / 2));
  });

  test('a page after a session that has ended meanwhile goes on', async () => {
    await awake();
    const first = (await security.ask('listSessions', { limit: 1 })).body;
    const rest = (await security.ask('listSessions', { after: first['next'] })).body;
    await world.pool.query('update account_session set ended_at = $2 where id = $1', [
      first['next'],
      at(),
    ]);
    const later = (await security.ask('listSessions', { after: first['next'] })).body;
    expect(later['sessions']).toEqual(rest['sessions']);
    await world.pool.query('update account_session set ended_at = null');
  });

  test('sessions are found by a part of a name', async () => {
    const found = await security.ask('listSessions', { words: 'SYSTEM-' });
    const { total, sessions } = found.body as { total: number; sessions: { login: string }[] };
    expect(total).toBe(sessions.length);
    expect(new Set(sessions.map(({ login }) => login))).toEqual(new Set(['system-1']));
  });
});

describe('what has ended long ago', () => {
  const count = async (table: string) =>
    (await world.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n;

  async function link(id: string, madeAt: Date): Promise<void> {
    await insertLink(world.pool, {
      ...{ id, hash: hashOf(linkToken('key', id)), campaign: 'c2026-001', unit: 'u001' },
      ...{ madeAt: madeAt.toISOString(), madeBy: 'office', requestId: id },
      obligations: [{ task: 't0001', obligation: `monthly/${id}/u001` }],
    });
  }

  test('is forgotten after its time, and what holds stays; the audit stays whole', async () => {
    await awake();
    const { pool } = world;
    const now = world.clock.now;
    const long = new Date(now - 400 * DAY);
    await pool.query(
      `insert into account_session (id, hash, account, strength, begun_at, seen_at, ends_at, ended_at)
       select v.id, v.id, (select min(id) from account), 'password', $1, v.seen, $2::timestamptz, v.ended
         from (values ('s-idle', $1::timestamptz, null), ('s-ended', $3, $3::timestamptz)) as v (id, seen, ended)`,
      [long, new Date(now + DAY), new Date(now - 179 * DAY)],
    );
    await pool.query(
      `insert into setup_link (id, hash, purpose, made_at, ends_at) values ('old', 'old', 'system', $1, $1)`,
      [long],
    );
    await pool.query(
      `insert into api_token (id, hash, account, label, scopes, strength, made_at, ends_at, revoked_at)
       select v.id, v.id, (select min(id) from account), '报表', '{listTasks}', 'password', $1, v.ends, v.revoked
         from (values ('t-out', $1::timestamptz, null), ('t-revoked', $2, $1::timestamptz),
                      ('t-lately', $2, $3), ('t-holds', $2, null)) as v (id, ends, revoked)`,
      [long, new Date(now + DAY), new Date(now - 179 * DAY)],
    );
    const flow = { hash: 'f', state: '', nonce: '', verifier: '', session: null, at: long };
    await insertFlow(pool, flow, long);
    await pool.query(`insert into sign_in_failure (login, at) values ('x', $1), ('y', $2)`, [
      long,
      at(),
    ]);
    for (const id of ['0'.repeat(16), '1'.repeat(16), '2'.repeat(16)]) await link(id, long);
    await link('3'.repeat(16), at());
    await pool.query(
      `insert into standing (campaign, task, obligation, duty, period, party, members, planned, verdict) values
        ('c2026-001', 't0001', $1, 'monthly', '2026-03', 'u001', '{u001}', $2, 'pending'),
        ('c2026-001', 't0001', $3, 'monthly', '2026-03', 'u001', '{u001}', $2, 'on-time')`,
      [`monthly/${'0'.repeat(16)}/u001`, long, `monthly/${'1'.repeat(16)}/u001`],
    );
    const revoked = { at: long.toISOString(), actor: 'office', reason: '不用了' };
    await insertRevocation(pool, { link: '2'.repeat(16), ...revoked });
    const [audits, sessions] = [await count('audit'), await count('account_session')];
    const purged = await purgeDoor(pool, { now, registerNow: now });
    expect(purged).toEqual({
      sessions: 1,
      tokens: 2,
      setupLinks: 1,
      links: 2,
      flows: 1,
      failures: 1,
    });
    expect(await count('account_session')).toBe((sessions ?? 0) - 1);
    expect(await count('audit')).toBe(audits);
    const { rows } = await pool.query<{ id: string }>('select id from link order by id');
    expect(rows.map(({ id }) => id[0])).toEqual(['0', '3']);
    const again = await purgeDoor(pool, { now, registerNow: now });
    expect(Object.values(again)).toEqual([0, 0, 0, 0, 0, 0]);
    const left = await pool.query<{ id: string }>('select id from api_token order by id');
    expect(left.rows.map(({ id }) => id)).toEqual(['t-holds', 't-lately']);
    await expect(pool.query(`delete from link where true`)).rejects.toThrow('append-only');
    expect((await security.ask('showMe')).status).toBe(200);
    expect(
      (await linkOfToken({ ...service(), linkKey: 'key' }, linkToken('key', '3'.repeat(16)))).id,
    ).toBe('3'.repeat(16));
  });
});

describe('two writes that stand in each other’s way', () => {
  test('are both done', async () => {
    const ids = [await account(), await account()];
    let met = 0;
    const both = (order: readonly string[]) =>
      attempt(service(), { actor: 'system', act: 'changeAccount', subject: '' }, () =>
        transaction(world.pool, async (db) => {
          await db.query('select 1 from account where id = $1 for update', [order[0]]);
          met += 1;
          for (const last = Date.now() + 5_000; met < 2 && Date.now() < last;) {
            await new Promise((later) => setTimeout(later, 10));
          }
          await db.query('select 1 from account where id = $1 for update', [order[1]]);
          return order[0];
        }),
      );
    expect(await Promise.all([both(ids), both(ids.toReversed())])).toEqual(ids);
    expect(met).toBeGreaterThan(2);
  });

  test('are answered as busy where it goes on', async () => {
    const { pool } = world;
    await pool.query(
      `create function never() returns trigger language plpgsql as $$
       begin raise exception 'deadlock detected' using errcode = '40P01'; end $$`,
    );
    await pool.query(
      'create trigger never before insert on account for each row execute function never()',
    );
    const answer = await system.ask('createAccount', { login: 'busy-1', name: '某人' });
    expect([answer.status, answer.body['code']]).toEqual([503, 'register-busy']);
    expect(answer.body['detail']).toContain('台账正忙');
    await pool.query('drop trigger never on account');
    expect((await system.ask('createAccount', { login: 'busy-1', name: '某人' })).status).toBe(200);
  });
});

test('the machine’s own token needs no session', async () => {
  const headers = { authorization: `Bearer ${LOCAL}` };
  expect((await world.browser().ask('listAccounts', {}, { as: 'system', headers })).status).toBe(
    200,
  );
});
