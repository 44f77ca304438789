import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { firstSetup } from '../../client/identity/setup.ts';
import { GOOD, OTHER, startAccounts, type AccountsWorld, type Answer } from './accountsWorld.ts';

let world: AccountsWorld;
let links: Record<string, string>;

beforeAll(async () => {
  world = await startAccounts();
  const made = await firstSetup(world.pool, world.clock.now);
  links = Object.fromEntries(made.map(({ officer, token }) => [officer, token]));
}, 120_000);
afterAll(() => world?.stop());

/** Opens the link and completes it, as the page does. */
async function complete(officer: string, more: object = {}): Promise<Answer> {
  const web = world.browser();
  const link = links[officer];
  const { body } = await web.ask('openSetup', { link });
  const { secret } = (body['factor'] ?? { secret: 'A'.repeat(32) }) as { secret: string };
  const person = { login: `${officer}-1`, name: '某管理员', password: GOOD };
  return web.ask('completeSetup', {
    ...{ link, ...person, secret },
    code: world.code(secret),
    ...more,
  });
}

test('a link stays good where something is wrong with what was typed', async () => {
  const tries: [object, string][] = [
    [{ password: 'short' }, 'password-weak'],
    [{ password: 'system-1-Lamp-77' }, 'password-weak'],
    [{ code: '000000' }, 'second-factor-wrong'],
    [{ secret: 'AAAA' }, 'second-factor-asked'],
    [{ grantTo: 'a0001' }, 'link-other-use'],
    [{ first: { login: 'system-1', name: '同名' } }, 'login-taken'],
    [{ login: '!' }, 'message-malformed'],
  ];
  for (const [more, code] of tries) {
    expect([more, (await complete('system', more)).body['code']]).toEqual([more, code]);
  }
  expect((await world.pool.query('select from account')).rowCount).toBe(0);
});

test('whoever comes before anybody has an account is told that, and nothing else', async () => {
  const { body } = await world.browser().ask('showSession');
  expect(body).toMatchObject({ signedIn: false, fresh: true, account: null, desks: [] });
});

test('one person goes through the three and the first of the office, and each act is of whose it is', async () => {
  const first = { login: 'ducha-1', name: '督查一号' };
  const system = await complete('system', { first });
  expect(system.body).toMatchObject({ remaining: ['security', 'audit'], granted: null });
  const office = system.body['first'] as { account: string; setup: { token: string; url: string } };
  expect(office.setup.url).toBe(`http://127.0.0.1:8123/setup#${office.setup.token}`);
  const security = await complete('security', { grantTo: office.account });
  expect(security.body).toMatchObject({ remaining: ['audit'], granted: office.account });
  expect((await complete('audit')).body).toMatchObject({ remaining: [] });
  const web = world.browser();
  const { body } = await web.ask('openSetup', { link: office.setup.token });
  expect(body).toMatchObject({ purpose: 'activation', login: 'ducha-1', needsSecondFactor: true });
  const bare = { link: office.setup.token, password: OTHER };
  expect((await web.ask('activateAccount', bare)).body['code']).toBe('second-factor-asked');
  const { secret } = body['factor'] as { secret: string };
  const done = await web.ask('activateAccount', { ...bare, secret, code: world.code(secret) });
  expect(done.body).toMatchObject({ needs: null, desks: [{ actor: 'office' }] });
  expect((await web.ask('listCampaigns')).status).toBe(200);
  expect((await world.browser().ask('showSession')).body['fresh']).toBe(false);
  const { rows } = await world.pool.query<{ line: string }>(
    `select case when actor = 'account:' || audit.subject then 'himself' else actor end
            || ' ' || act || ' ' || login as line
       from audit join account on account.id = audit.subject
      where outcome = 'done' order by audit.id`,
  );
  expect(rows.map(({ line }) => line)).toEqual([
    'himself completeSetup system-1',
    'system createAccount ducha-1',
    'himself completeSetup security-1',
    'security grantRole ducha-1',
    'himself completeSetup audit-1',
    'himself activateAccount ducha-1',
  ]);
});

test('of two who use one link at once one gets in', async () => {
  const shell = world.browser();
  const local = { headers: { authorization: 'Bearer token-of-the-machine' }, as: 'system' };
  const made = await shell.ask('createAccount', { login: 'twice', name: '某人' }, local);
  const { token } = made.body['setup'] as { token: string };
  const both = await Promise.all(
    [GOOD, OTHER].map((password) =>
      world.browser().ask('activateAccount', { link: token, password }),
    ),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
});

test('the real clock counts, whatever the offset of a skipped run', async () => {
  const { rows } = await world.pool.query<{ begun_at: Date }>(
    'select begun_at from account_session order by begun_at desc limit 1',
  );
  expect(rows[0]?.begun_at.getTime()).toBe(world.clock.now);
});
