import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { firstSetup } from '../../client/identity/setup.ts';
import {
  GOOD,
  LOCAL,
  OTHER,
  startAccounts,
  type AccountsWorld,
  type Browser,
} from './accountsWorld.ts';

let world: AccountsWorld;
let three: Awaited<ReturnType<AccountsWorld['officers']>>;
const MINUTE = 60_000;

beforeAll(async () => {
  world = await startAccounts();
}, 120_000);
afterAll(() => world?.stop());

/** An account with roles, whose person has set his password; a second factor where it is asked. */
async function person(login: string, ...grants: object[]) {
  const { system, security } = await fresh();
  const made = await system.web.ask('createAccount', { login, name: `${login}员` });
  const { account, setup } = made.body as {
    account: string;
    setup: { token: string };
  };
  for (const grant of grants) {
    const granted = await security.web.ask('grantRole', { account, ...grant });
    expect(granted.status).toBe(200);
  }
  const web = world.browser();
  const opened = await web.ask('openSetup', { link: setup.token });
  const { needsSecondFactor, factor } = opened.body as {
    needsSecondFactor: boolean;
    factor: { secret: string };
  };
  const { secret } = factor;
  const code = () => world.code(secret);
  const activated = await web.ask('activateAccount', {
    ...{ link: setup.token, password: GOOD },
    ...(needsSecondFactor ? { secret, code: code() } : {}),
  });
  expect(activated.status).toBe(200);
  return { account, web, secret, code, link: setup.token };
}

async function again(login: string, password = GOOD): Promise<Browser> {
  const web = world.browser();
  const answer = await web.ask('signIn', { login, password });
  expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ login })]);
  return web;
}

describe('the first start', () => {
  test('prints three links, and new ones while they are unused', async () => {
    const first = await firstSetup(world.pool, world.clock.now);
    expect(first.map(({ officer }) => officer)).toEqual(['system', 'security', 'audit']);
    const second = await firstSetup(world.pool, world.clock.now);
    const web = world.browser();
    const opened = await web.ask('openSetup', { link: first[0]?.token });
    expect([opened.status, opened.body['code']]).toEqual([410, 'link-used']);
    const fresh = await web.ask('openSetup', { link: second[0]?.token });
    expect(fresh.body).toMatchObject({
      ...{ purpose: 'system', label: '系统管理员', needsSecondFactor: true },
      remaining: ['system', 'security', 'audit'],
    });
  });

  test('makes the three, each once, and signs each in', async () => {
    three = await world.officers();
    for (const officer of ['system', 'security', 'audit'] as const) {
      const { body } = await three[officer].web.ask('showSession');
      expect(body).toMatchObject({ signedIn: true, needs: null, hasSecondFactor: true });
      expect(body['desks']).toEqual([expect.objectContaining({ actor: officer, role: officer })]);
    }
    expect(await firstSetup(world.pool, world.clock.now)).toEqual([]);
  });

  test('a link is void after its use, and after three days', async () => {
    const made = await three.system.web.ask('createAccount', { login: 'late', name: '迟启用' });
    const { token } = made.body['setup'] as { token: string };
    const web = world.browser();
    expect((await web.ask('openSetup', { link: token })).status).toBe(200);
    world.clock.now += 73 * 60 * MINUTE;
    const opened = await web.ask('activateAccount', { link: token, password: GOOD });
    expect([opened.status, opened.body['code']]).toEqual([410, 'link-used']);
    const used = await person('once', { role: 'observer' });
    const twice = await web.ask('activateAccount', { link: used.link, password: OTHER });
    expect(twice.body['code']).toBe('link-used');
  });
});

/** The three, signed in: again, with both factors, where their sessions have ended. */
async function fresh(): Promise<typeof three> {
  const asked = await Promise.all(Object.values(three).map(({ web }) => web.ask('showSession')));
  if (asked.every(({ body }) => body['signedIn'])) return three;
  const made = { ...three };
  for (const officer of ['system', 'security', 'audit'] as const) {
    const { secret } = three[officer];
    const web = world.browser();
    await web.ask('signIn', { login: `${officer}-1`, password: GOOD });
    const done = await web.ask('confirmSecondFactor', { code: world.code(secret) });
    expect([officer, done.status]).toEqual([officer, 200]);
    made[officer] = { web, secret };
  }
  three = made;
  return three;
}

describe('signing in', () => {
  test('says the same of a wrong password and of a login that does not exist, and locks both', async () => {
    await person('locked-one', { role: 'observer' });
    const answers: unknown[] = [];
    for (const login of ['locked-one', 'nobody-at-all']) {
      const web = world.browser();
      for (let i = 0; i < 6; i += 1) {
        const { status, body } = await web.ask('signIn', { login, password: 'wrong' });
        answers.push([status, body['code']]);
      }
    }
    const refused = [401, 'sign-in-refused'];
    const each = [...Array<typeof refused>(5).fill(refused), [429, 'sign-in-locked']];
    expect(answers).toEqual([...each, ...each]);
    const web = world.browser();
    const right = await web.ask('signIn', { login: 'locked-one', password: GOOD });
    expect(right.body['code']).toBe('sign-in-locked');
    world.clock.now += 29 * MINUTE;
    expect((await web.ask('signIn', { login: 'locked-one', password: GOOD })).status).toBe(429);
    world.clock.now += 2 * MINUTE;
    expect((await web.ask('signIn', { login: 'LOCKED-one ', password: GOOD })).status).toBe(200);
  });

  test('a hundred at once are no more than five in turn', async () => {
    await person('hurried', { role: 'observer' });
    const all = await Promise.all(
      Array.from({ length: 12 }, () =>
        world.browser().ask('signIn', { login: 'hurried', password: 'wrong' }),
      ),
    );
    expect(all.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(all.filter(({ status }) => status === 429)).toHaveLength(7);
    world.clock.now += 31 * MINUTE;
  });

  test('with a second factor is in two steps, and knowing the password wins no attempts', async () => {
    const { code } = await person('leader-1', { role: 'leader', post: '分管领导' });
    const web = await again('leader-1');
    const half = await web.ask('showSession');
    expect(half.body).toMatchObject({ needs: 'second-factor', hasSecondFactor: true, desks: [] });
    for (const name of ['showMe', 'listMySessions', 'listCampaigns'] as const) {
      expect([name, (await web.ask(name)).body['code']]).toEqual([name, 'sign-in-needed']);
    }
    const begun = await web.ask('beginSecondFactor');
    expect(begun.body['code']).toBe('second-factor-needed');
    const changed = await web.ask('changePassword', { old: GOOD, password: OTHER });
    expect(changed.body['code']).toBe('second-factor-needed');
    const right = code();
    const done = await web.ask('confirmSecondFactor', { code: right });
    expect(done.body).toMatchObject({ needs: null, desks: [{ actor: 'post:分管领导' }] });
    const second = await again('leader-1');
    const replayed = await second.ask('confirmSecondFactor', { code: right });
    expect(replayed.body['code']).toBe('second-factor-wrong');
    for (let i = 0; i < 4; i += 1) {
      const tried = await again('leader-1');
      await tried.ask('confirmSecondFactor', { code: '000000' });
    }
    const locked = await world.browser().ask('signIn', { login: 'leader-1', password: GOOD });
    expect(locked.body['code']).toBe('sign-in-locked');
  });
});

describe('a session', () => {
  test('ends when it is idle for thirty minutes, and after twelve hours at the latest', async () => {
    await person('worker', { role: 'observer' });
    const idle = await again('worker');
    world.clock.now += 29 * MINUTE;
    expect((await idle.ask('showMe')).status).toBe(200);
    world.clock.now += 29 * MINUTE;
    expect((await idle.ask('showMe')).status).toBe(200);
    world.clock.now += 31 * MINUTE;
    expect((await idle.ask('showMe')).status).toBe(401);
    const busy = await again('worker');
    for (let i = 0; i < 24; i += 1) {
      expect((await busy.ask('showMe')).status).toBe(200);
      world.clock.now += 29.9 * MINUTE;
    }
    world.clock.now += 5 * MINUTE;
    expect((await busy.ask('showMe')).status).toBe(401);
  });

  test('writes only with its CSRF token, and never from another site', async () => {
    await person('writer', { role: 'observer' });
    const web = await again('writer');
    const good = web.csrf;
    for (const csrf of [undefined, 'forged', (await again('writer')).csrf]) {
      web.csrf = csrf;
      expect((await web.ask('correctMe', { name: '新名' })).body['code']).toBe('csrf');
    }
    web.csrf = good;
    const foreign = { headers: { origin: 'https://evil.example' } };
    const refused = await web.ask('correctMe', { name: '新名' }, foreign);
    expect(refused.body['code']).toBe('origin-foreign');
    const own = { headers: { origin: 'http://127.0.0.1:8123' } };
    expect((await web.ask('correctMe', { name: '新名' }, own)).status).toBe(200);
    expect((await web.ask('showMe')).body['name']).toBe('新名');
  });

  test('is given in a cookie that scripts cannot read, and a new one at every step', async () => {
    const web = world.browser();
    const { cookie } = await web.ask('signIn', { login: 'writer', password: GOOD });
    expect(cookie).toMatch(
      /^duban=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Expires=\w{3}, .* GMT$/,
    );
    const kept = await world.pool.query(
      "select hash from account_session where hash !~ '^[0-9a-f]{64}$'",
    );
    expect(kept.rows).toEqual([]);
    const out = await web.ask('signOut');
    expect(out.cookie).toContain('Max-Age=0');
    expect((await web.ask('showSession')).body['signedIn']).toBe(false);
  });

  test('is ended by its person, by the security administrator, by a new password', async () => {
    const { account } = await person('holder', { role: 'observer' });
    const [one, two, four] = [await again('holder'), await again('holder'), await again('holder')];
    const mine = await one.ask('listMySessions');
    const list = mine.body['sessions'] as { session: string; own: boolean }[];
    expect(list).toHaveLength(4);
    const other = (await two.ask('listMySessions')).body['sessions'] as typeof list;
    const ended = other.find(({ own }) => own)?.session;
    expect((await one.ask('endMySession', { session: ended })).status).toBe(200);
    expect((await two.ask('showMe')).status).toBe(401);
    const changed = await one.ask('changePassword', { old: GOOD, password: OTHER });
    expect(changed.status).toBe(200);
    expect((await four.ask('showMe')).status).toBe(401);
    expect((await one.ask('showMe')).status).toBe(200);
    expect((await three.system.web.ask('endSession', { account })).status).toBe(403);
    expect((await three.security.web.ask('endSession', { account })).body).toEqual({ ended: 1 });
    expect((await one.ask('showMe')).status).toBe(401);
    const old = await again('holder', OTHER);
    const reused = await old.ask('changePassword', { old: OTHER, password: GOOD });
    expect(reused.body['code']).toBe('password-used');
    world.clock.now += 91 * 24 * 60 * MINUTE;
    const aged = world.browser();
    const { body } = await aged.ask('signIn', { login: 'holder', password: OTHER });
    expect(body).toMatchObject({ needs: 'password-change', desks: [] });
    expect((await aged.ask('showMe')).status).toBe(401);
    const third = 'River+Stone=88-walk';
    const renewed = await aged.ask('changePassword', { old: OTHER, password: third });
    expect(renewed.body).toMatchObject({ needs: null });
  });
});

test('nothing secret stands in the audit or in a table', async () => {
  const { rows } = await world.pool.query<{ text: string }>(
    `select (select string_agg(detail::text, ' ') from audit)
         || (select string_agg(a::text, ' ') from account a) as text`,
  );
  for (const secret of [GOOD, OTHER, LOCAL, three.system.secret]) {
    expect(rows[0]?.text.includes(secret)).toBe(false);
  }
  expect(rows[0]?.text.length).toBeGreaterThan(1000);
});
