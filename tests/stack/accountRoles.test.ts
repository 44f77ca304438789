import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { GOOD, LOCAL, startAccounts, type AccountsWorld, type Browser } from './accountsWorld.ts';

let world: AccountsWorld;
let three: Awaited<ReturnType<AccountsWorld['officers']>>;
let system: Browser;
let security: Browser;
let audit: Browser;
let count = 0;

beforeAll(async () => {
  world = await startAccounts();
  three = await world.officers();
  ({ system, security, audit } = {
    ...{ system: three.system.web, security: three.security.web, audit: three.audit.web },
  });
}, 120_000);
afterAll(() => world?.stop());
// the sessions of the three never end meanwhile
beforeEach(() =>
  world.pool.query('update account_session set seen_at = $1, ends_at = $2', [
    at(),
    new Date(world.clock.now + 3_600_000),
  ]),
);
const at = () => new Date(world.clock.now);

async function account(more: object = {}): Promise<{ id: string; token: string; login: string }> {
  const login = `p${++count}`;
  const { status, body } = await system.ask('createAccount', { login, name: '某人', ...more });
  expect([status, body]).toEqual([200, expect.objectContaining({ login })]);
  const { account: id, setup } = body as { account: string; setup: { token: string } };
  return { id, token: setup.token, login };
}

async function granted(id: string, grant: object) {
  const { status, body } = await security.ask('grantRole', { account: id, ...grant });
  return status === 200 ? 'granted' : body['code'];
}

async function activated({ token }: { token: string }): Promise<Browser> {
  const web = world.browser();
  const { body } = await web.ask('openSetup', { link: token });
  const { factor, needsSecondFactor } = body as {
    factor: { secret: string };
    needsSecondFactor: boolean;
  };
  const { secret } = factor;
  const second = needsSecondFactor ? { secret, code: world.code(secret) } : {};
  const done = await web.ask('activateAccount', { link: token, password: GOOD, ...second });
  expect(done.status).toBe(200);
  return web;
}

const PAIRS = [
  { role: 'system' },
  { role: 'security' },
  { role: 'audit' },
  { role: 'administrator' },
  { role: 'verifier' },
  { role: 'reporter', unit: '甲局' },
  { role: 'head', unit: '甲局' },
  { role: 'leader', post: '区长' },
  { role: 'observer' },
] as const;
const isOfficer = (role: string) => ['system', 'security', 'audit'].includes(role);

describe('三员分立', () => {
  test.each(PAIRS)('beside $role stands what may, in the API and in the table', async (first) => {
    for (const second of PAIRS) {
      const { id } = await account();
      expect(await granted(id, first)).toBe('granted');
      const fits = !isOfficer(first.role) && !isOfficer(second.role);
      const expected = first.role === second.role ? [first.role] : [fits ? 'granted' : 'no'];
      if (first.role !== second.role) {
        expect(await granted(id, second)).toBe(fits ? 'granted' : 'duties-clash');
      }
      const { unit, post } = { unit: null, post: null, ...second };
      const { id: raw } = await account();
      expect(await granted(raw, first)).toBe('granted');
      const inserted = world.pool.query(
        `insert into account_grant (account, role, unit, post, granted_at)
         values ($1, $2, $3, $4, $5)`,
        [raw, second.role, unit, post, at()],
      );
      if (expected[0] === 'granted') await inserted;
      else await expect(inserted).rejects.toMatchObject({ code: /^23(503|505)$/ });
    }
  });

  test('each does his own part only', async () => {
    const { id } = await account();
    const tries = [
      [system, 'grantRole', { account: id, role: 'observer' }, 403],
      [system, 'listSessions', {}, 403],
      [system, 'listGrants', {}, 403],
      [security, 'createAccount', { login: 'x-1', name: '某人' }, 403],
      [security, 'exportPersons', { reason: '看看' }, 403],
      [security, 'leaveAccount', { account: id, reason: '看看' }, 403],
      [audit, 'listAccounts', {}, 403],
      [audit, 'grantRole', { account: id, role: 'observer' }, 403],
      [audit, 'createAccount', { login: 'x-2', name: '某人' }, 403],
      [audit, 'endSession', { account: id }, 403],
    ] as const;
    for (const [web, name, input, status] of tries) {
      expect([name, (await web.ask(name, input)).status]).toEqual([name, status]);
      const forged = await web.ask(name, input, { as: 'office' });
      expect([name, forged.status]).toEqual([name, 403]);
    }
  });

  test('nobody grants to himself, and the last of the three stays', async () => {
    const own = async (web: Browser) => String((await web.ask('showMe')).body['account']);
    const [me, sys] = [await own(security), await own(system)];
    expect(await granted(me, { role: 'security' })).toBe('grant-self');
    const { rows } = await world.pool.query<{ id: string }>(
      'select id from account_grant where account = $1 and revoked_at is null',
      [sys],
    );
    const revoke = { grant: Number(rows[0]?.id), reason: '调整' };
    expect((await security.ask('revokeRole', revoke)).body['code']).toBe('officer-last');
    const lock = await system.ask('changeAccount', { account: me, state: 'locked' });
    expect(lock.body['code']).toBe('officer-last');
    const self = world.pool.query(
      `insert into account_grant (account, role, granted_at, granted_by)
       values ($1, 'observer', $2, $1)`,
      [(await account()).id, at()],
    );
    await expect(self).rejects.toMatchObject({ code: '23514' });
    const reset = await system.ask('resetActivation', {
      ...{ account: sys, what: 'password', reason: '忘记' },
    });
    expect(reset.body['code']).toBe('grant-self');
  });

  test('a grant that is incomplete is a sentence', async () => {
    const { id } = await account();
    for (const grant of [
      { role: 'reporter' },
      { role: 'leader' },
      { role: 'administrator', unit: '甲局' },
      { role: 'audit', campaign: 'c2026-001' },
    ]) {
      expect(await granted(id, grant)).toBe('grant-shape');
    }
    expect(await granted('a9999', { role: 'observer' })).toBe('account-unknown');
    expect(await granted(id, { role: 'observer' })).toBe('granted');
    expect(await granted(id, { role: 'observer' })).toBe('grant-same');
  });
});

describe('persons', () => {
  const PHONE = '13800001234';

  test('a phone is sealed, masked, whole only for its person, and in no audit', async () => {
    const made = await account({ phone: ' 138-0000 1234', unit: '甲局' });
    const shown = await system.ask('showAccount', { account: made.id });
    expect(shown.body).toMatchObject({ phone: '138****1234', stateLabel: '待启用' });
    const web = await activated(made);
    expect((await web.ask('showMe')).body).toMatchObject({ phone: PHONE, unit: '甲局' });
    await web.ask('correctMe', { phone: '13900005678' });
    expect((await web.ask('showMe')).body['phone']).toBe('13900005678');
    const masked = await system.ask('exportPersons', { reason: '核对名单' });
    const list = (body: unknown) =>
      (body as { persons: { account: string; phone: string | null }[] }).persons;
    const mine = (body: unknown) => list(body).find((one) => one.account === made.id)?.phone;
    expect(mine(masked.body)).toBe('139****5678');
    const whole = await system.ask('exportPersons', { reason: '核对名单', phones: true });
    expect(mine(whole.body)).toBe('13900005678');
    const { rows } = await world.pool.query<{ detail: object }>(
      `select detail from audit where act = 'exportPersons' and outcome = 'done' order by id`,
    );
    expect(rows.map(({ detail }) => detail)).toEqual([
      expect.objectContaining({ phones: false, reason: '核对名单' }),
      expect.objectContaining({ phones: true, count: list(whole.body).length }),
    ]);
    const everything = await world.pool.query<{ text: string }>(
      `select string_agg(t, ' ') as text from (
         select a::text as t from account a union all select a::text from audit a) all_rows`,
    );
    expect(everything.rows[0]?.text).not.toMatch(/13800001234|13900005678|0000 ?1234/);
  });

  test('is made once for a request, and what is shown once is not shown again', async () => {
    const person = { name: '联系人', signsIn: false, requestId: 'once-1' };
    const count = async () => (await world.pool.query('select from account')).rowCount;
    expect((await system.ask('createAccount', person)).status).toBe(200);
    const before = await count();
    const code = async (name: 'createAccount' | 'importAccounts', input: object) => {
      const { status, body } = await system.ask(name, input);
      return status === 200 ? 'done' : body['code'];
    };
    expect(await code('createAccount', person)).toBe('request-done');
    expect(await code('createAccount', { ...person, name: '另一人' })).toBe('request-reused');
    const list = { rows: [{ name: '联系人', phone: PHONE }], requestId: 'once-2' };
    expect(await code('importAccounts', list)).toBe('done');
    expect(await code('importAccounts', list)).toBe('request-done');
    expect(await count()).toBe((before ?? 0) + 1);
    const asked = { reason: '核对名单', requestId: 'once-3' };
    const first = await system.ask('exportPersons', asked);
    expect((await system.ask('exportPersons', asked)).body).toEqual(first.body);
    const other = await system.ask('exportPersons', { ...asked, phones: true });
    expect([other.status, other.body['code']]).toEqual([409, 'request-reused']);
    const kept = await world.pool.query(
      `select from request where key like 'once-%' and answer <> 'null'`,
    );
    expect(kept.rowCount).toBe(0);
  });

  test('a list is taken whole or not at all, and every faulty row is named', async () => {
    const before = (await world.pool.query('select from account')).rowCount;
    const faulty = await system.ask('importAccounts', {
      rows: [
        { login: 'row-1', name: '甲' },
        { login: 'ROW-1', name: '乙' },
        { login: '!', name: '丙', phone: '12' },
        { name: '' },
      ],
    });
    expect(faulty.body['detail']).toMatch(
      /3 行.*\n第 2 行 .*第 1 行相同\n第 3 行 登录名：.*电话：.*\n第 4 行 姓名/,
    );
    expect((await world.pool.query('select from account')).rowCount).toBe(before);
    const done = await system.ask('importAccounts', {
      rows: [
        { login: 'row-1', name: '甲', unit: '甲局' },
        { name: '乙', phone: '0571-1234567' },
      ],
    });
    const { accounts } = done.body as { accounts: { setup: object | null }[] };
    expect(accounts.map(({ setup }) => setup !== null)).toEqual([true, false]);
    const again = await system.ask('createAccount', { login: 'Row-1', name: '又一个' });
    expect(again.body['code']).toBe('login-taken');
  });

  test('who leaves hands over in one act, is named no more, and can do nothing', async () => {
    await world.pool.query(
      `insert into campaign (id, title, plan_hash, regime_hash, calendar_hash, directory_hash, created_at, context)
       values ('c2026-001', '示例', 'p', 'r', 'c', 'd', $1, '{"horizon":{}}')`,
      [at()],
    );
    await world.pool.query(
      `insert into unit (campaign, id, name, body) values ('c2026-001', 'u001', '乙局', '{}')`,
    );
    const [from, to] = [await account({ phone: PHONE, name: '离任者' }), await account()];
    for (const grant of [
      { role: 'reporter', unit: '乙局' },
      { role: 'head', unit: '乙局' },
      { role: 'observer' },
    ]) {
      expect(await granted(from.id, grant)).toBe('granted');
    }
    const web = await activated(from);
    const token = await web.ask('makeToken', { label: '脚本', scopes: ['read'] });
    const bearer = { authorization: `Bearer ${String(token.body['secret'])}` };
    const stranger = world.browser();
    expect((await stranger.ask('showMe', {}, { headers: bearer })).status).toBe(200);
    const leave = { account: from.id, reason: '调离' };
    const refused = await system.ask('leaveAccount', leave);
    expect(refused.body).toMatchObject({ code: 'inboxes-held' });
    expect(refused.body['detail']).toContain('乙局');
    const over = { account: from.id, successor: to.id, reason: '调离' };
    expect((await security.ask('handOver', over)).body).toMatchObject({ grants: 3 });
    expect((await web.ask('showSession')).body['desks']).toEqual([]);
    const next = await activated(to);
    expect((await next.ask('showSession')).body['desks']).toHaveLength(2);
    const left = await system.ask('leaveAccount', leave);
    expect(left.body).toEqual({ name: `离任人员 ${from.id}`, sessions: 1, tokens: 1, grants: 0 });
    expect((await web.ask('showMe')).status).toBe(401);
    expect((await stranger.ask('showMe', {}, { headers: bearer })).status).toBe(401);
    const shown = await system.ask('showAccount', { account: from.id });
    expect(shown.body).toMatchObject({ state: 'left', login: null, phone: null, subject: null });
    expect(JSON.stringify(shown.body)).not.toContain('离任者');
    const back = await world.browser().ask('signIn', { login: from.login, password: GOOD });
    expect(back.body['code']).toBe('sign-in-refused');
    expect(await granted(from.id, { role: 'observer' })).toBe('account-left');
  });

  test('a locked account can do nothing until it is let in again', async () => {
    const made = await account();
    const web = await activated(made);
    const change = (state: string) => system.ask('changeAccount', { account: made.id, state });
    expect((await change('locked')).status).toBe(200);
    expect((await web.ask('showMe')).status).toBe(401);
    const enter = { login: made.login, password: GOOD };
    expect((await web.ask('signIn', enter)).body['code']).toBe('sign-in-refused');
    expect((await change('active')).status).toBe(200);
    expect((await web.ask('signIn', enter)).status).toBe(200);
  });
});

describe('tokens', () => {
  test('do what their scopes name, until they are revoked or have run out', async () => {
    const made = await account();
    expect(await granted(made.id, { role: 'observer' })).toBe('granted');
    const web = await activated(made);
    const wrong = await web.ask('makeToken', { label: 'x', scopes: ['everything'] });
    expect(wrong.body['code']).toBe('scope-unknown');
    const token = async (scopes: string[], days = 1) =>
      (await web.ask('makeToken', { label: '脚本', scopes, days })).body as {
        secret: string;
        token: string;
      };
    const [read, narrow] = [await token(['read']), await token(['correctMe'], 30)];
    const ask = (secret: string, name: 'showMe' | 'correctMe' | 'makeToken', input = {}) =>
      world.browser().ask(name, input, { headers: { authorization: `Bearer ${secret}` } });
    expect((await ask(read.secret, 'showMe')).status).toBe(200);
    expect((await ask(read.secret, 'correctMe', { name: '改' })).body['code']).toBe('beyond-scope');
    expect((await ask(narrow.secret, 'showMe')).body['code']).toBe('beyond-scope');
    expect((await ask(narrow.secret, 'correctMe', { name: '改' })).status).toBe(200);
    const more = { label: 'y', scopes: ['read'] };
    expect((await ask(read.secret, 'makeToken', more)).status).toBe(403);
    const making = await token(['makeToken']);
    expect((await ask(making.secret, 'makeToken', more)).body['code']).toBe('session-none');
    const others = world.browser();
    expect((await ask(`${read.secret}x`, 'showMe')).status).toBe(401);
    expect(others.cookie).toBeUndefined();
    world.clock.now += 25 * 3_600_000;
    expect((await ask(read.secret, 'showMe')).status).toBe(401);
    const { rows } = await world.pool.query<{ n: number }>(
      'select count(*)::int as n from api_token where hash = any($1)',
      [[read.secret, narrow.secret]],
    );
    expect(rows[0]?.n).toBe(0);
    const local = { headers: { authorization: `Bearer ${LOCAL}` }, as: 'security' };
    const shell = world.browser();
    const all = await shell.ask('listTokens', {}, local);
    expect(JSON.stringify(all.body)).toContain(narrow.token);
    expect((await shell.ask('revokeToken', { token: narrow.token }, local)).status).toBe(200);
    expect((await ask(narrow.secret, 'correctMe', { name: '再改' })).status).toBe(401);
  });

  test('are made only where the second factor was given', async () => {
    const made = await account();
    const web = await activated(made);
    const more = { label: 'x', scopes: ['read'] };
    const { body: weak } = await web.ask('makeToken', more);
    const headers = { authorization: `Bearer ${String(weak['secret'])}` };
    expect((await world.browser().ask('showMe', {}, { headers })).status).toBe(200);
    expect(await granted(made.id, { role: 'administrator' })).toBe('granted');
    const used = await world.browser().ask('showMe', {}, { headers });
    expect(used.body['code']).toBe('token-weak');
    expect((await web.ask('makeToken', more)).status).toBe(401);
    const { body } = await web.ask('beginSecondFactor');
    const secret = String(body['secret']);
    const wrong = await web.ask('finishSecondFactor', { secret, code: '000000' });
    expect(wrong.body['code']).toBe('second-factor-wrong');
    const set = await web.ask('finishSecondFactor', { secret, code: world.code(secret) });
    expect(set.body).toMatchObject({ needs: null, desks: [{ actor: 'office' }] });
    expect((await web.ask('makeToken', more)).status).toBe(200);
  });
});

test('a password and a second factor are reset by two administrators, and neither gets in alone', async () => {
  const made = await account();
  expect(await granted(made.id, { role: 'administrator' })).toBe('granted');
  const web = await activated(made);
  const reset = (by: Browser, what: string) =>
    by.ask('resetActivation', { account: made.id, what, reason: '忘记' });
  expect((await reset(system, 'second-factor')).body['code']).toBe('role-not-enough');
  world.clock.now += 1000;
  const password = await reset(system, 'password');
  expect((await web.ask('showMe')).status).toBe(401);
  const { token } = password.body['setup'] as { token: string };
  const taken = world.browser();
  const opened = await taken.ask('openSetup', { link: token });
  expect(opened.body['needsSecondFactor']).toBe(false);
  const entered = await taken.ask('activateAccount', { link: token, password: `${GOOD}2` });
  expect(entered.body).toMatchObject({ needs: 'second-factor', hasSecondFactor: true, desks: [] });
});
