import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startAccounts, type AccountsWorld, type Browser } from './accountsWorld.ts';
import { startIssuer, type Issuer } from './issuer.ts';

let world: AccountsWorld;
let issuer: Issuer;
let three: Awaited<ReturnType<AccountsWorld['officers']>>;

beforeAll(async () => {
  issuer = await startIssuer();
  world = await startAccounts({
    ...{ issuer: issuer.url, clientId: 'duban', clientSecret: 'secret', claim: 'employee' },
    ...{ scope: 'openid', label: '统一认证登录' },
  });
  three = await world.officers();
}, 120_000);
afterAll(async () => {
  await world?.stop();
  await issuer?.stop();
});

/** Goes to the issuer and comes back; `change` may spoil what comes back. */
async function visit(web: Browser, change: (query: string) => string = (query) => query) {
  const { body } = await web.ask('oidcStart');
  const { url, flow } = body as { url: string; flow: string };
  const query = change(issuer.visit(url));
  return { flow, query, done: await web.ask('oidcFinish', { flow, query }) };
}

async function account(login: string, subject: string, grant?: object): Promise<string> {
  const made = await three.system.web.ask('createAccount', { login, name: '某人', subject });
  const id = String(made.body['account']);
  if (grant) await three.security.web.ask('grantRole', { account: id, ...grant });
  return id;
}

test('signs in whom an account names, and makes none for a stranger', async () => {
  await account('sso-1', 'e-17', { role: 'reporter', unit: '甲局' });
  issuer.claims = { sub: 'x', employee: 'e-17' };
  const web = world.browser();
  expect((await web.ask('showSession')).body['oidc']).toBe('统一认证登录');
  const { done } = await visit(web);
  expect(done.body).toMatchObject({ signedIn: true, needs: null, desks: [{ actor: 'unit:甲局' }] });
  expect((await web.ask('showMe')).status).toBe(200);
  const before = (await world.pool.query('select from account')).rowCount;
  issuer.claims = { sub: 'x', employee: 'nobody' };
  expect((await visit(world.browser())).done.body['code']).toBe('oidc-stranger');
  issuer.claims = { sub: 'e-17' };
  expect((await visit(world.browser())).done.body['code']).toBe('oidc-refused');
  expect((await world.pool.query('select from account')).rowCount).toBe(before);
});

test('a flow is used once, in the browser that began it, and soon', async () => {
  issuer.claims = { sub: 'x', employee: 'e-17' };
  const web = world.browser();
  const { flow, query, done } = await visit(web);
  expect(done.status).toBe(200);
  const again = await world.browser().ask('oidcFinish', { flow, query });
  expect(again.body['code']).toBe('oidc-refused');
  const foreign = await visit(world.browser(), (text) => text.replace(/state=[^&]+/, 'state=x'));
  expect(foreign.done.body['code']).toBe('oidc-refused');
  const other = await world.browser().ask('oidcFinish', { flow: 'made-up', query });
  expect(other.body['code']).toBe('oidc-refused');
  const slow = world.browser();
  const begun = await slow.ask('oidcStart');
  const { url, flow: late } = begun.body as { url: string; flow: string };
  world.clock.now += 11 * 60_000;
  const finished = await slow.ask('oidcFinish', { flow: late, query: issuer.visit(url) });
  expect(finished.body['code']).toBe('oidc-refused');
});

test('what the issuer has not signed is refused', async () => {
  issuer.claims = { sub: 'x', employee: 'e-17' };
  issuer.forges = true;
  expect((await visit(world.browser())).done.body['code']).toBe('oidc-refused');
  issuer.forges = false;
  issuer.claims = { sub: 'x', employee: 'e-17', aud: 'somebody else' };
  expect((await visit(world.browser())).done.body['code']).toBe('oidc-refused');
});

test('who is bound to a second factor is asked for it, unless the issuer has seen two', async () => {
  await account('sso-2', 'e-20', { role: 'leader', post: '区长' });
  issuer.claims = { sub: 'x', employee: 'e-20' };
  const web = world.browser();
  expect((await visit(web)).done.body).toMatchObject({ needs: 'second-factor', desks: [] });
  issuer.claims = { sub: 'x', employee: 'e-20', amr: ['pwd', 'otp'] };
  expect((await visit(world.browser())).done.body).toMatchObject({ needs: null });
  const secret = String((await web.ask('beginSecondFactor')).body['secret']);
  await web.ask('finishSecondFactor', { secret, code: world.code(secret) });
  const own = await visit(world.browser());
  expect(own.done.body).toMatchObject({ needs: 'second-factor', hasSecondFactor: true });
});

test('whoever writes a subject to one of the three gets in by no issuer', async () => {
  const id = String((await three.security.web.ask('showMe')).body['account']);
  await three.system.web.ask('changeAccount', { account: id, subject: 'e-99' });
  issuer.claims = { sub: 'x', employee: 'e-99', amr: ['mfa'] };
  expect((await visit(world.browser())).done.body).toMatchObject({ needs: 'second-factor' });
});
