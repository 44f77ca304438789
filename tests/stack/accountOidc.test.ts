import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import type { Browser as Chromium, Page } from 'playwright-core';
import { freePort } from '../../store/port.ts';
import { faultsOfPage, openPage, shoot, whole } from '../harness/browser.ts';
import { launched, withBrowser } from '../harness/browserTests.ts';
import { GOOD, startAccounts, type AccountsWorld, type Browser } from './accountsWorld.ts';
import type { OidcSettings } from '../../client/identity/settings.ts';
import { startIssuer, type Issuer } from './issuer.ts';

jest.setTimeout(120_000);

let world: AccountsWorld;
let issuer: Issuer;
let url: string;
/** As the office has set it; a test may change it. */
const settings: OidcSettings = {
  ...{ issuer: '', clientId: 'duban', clientSecret: 'secret', claim: 'employee' },
  ...{ scope: 'openid', label: '统一认证登录' },
};
let three: Awaited<ReturnType<AccountsWorld['officers']>>;

beforeAll(async () => {
  issuer = await startIssuer();
  Object.assign(settings, { issuer: issuer.url });
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  world = await startAccounts(settings, port);
  await world.app.listen({ host: '127.0.0.1', port });
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
  expect(made.body).toHaveProperty('account');
  const id = String(made.body['account']);
  if (grant) await three.security.web.ask('grantRole', { account: id, ...grant });
  const confirmed = { decision: 'confirm', subjects: [{ account: id, subject }] };
  expect((await three.security.web.ask('decideSubjects', confirmed)).body).toEqual({ decided: 1 });
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

test('who is bound to a second factor is asked for it, unless the issuer is set to see two', async () => {
  await account('sso-2', 'e-20', { role: 'leader', post: '区长' });
  issuer.claims = { sub: 'x', employee: 'e-20' };
  const web = world.browser();
  expect((await visit(web)).done.body).toMatchObject({ needs: 'second-factor', desks: [] });
  issuer.claims = { sub: 'x', employee: 'e-20', amr: ['pwd', 'otp'] };
  expect((await visit(world.browser())).done.body).toMatchObject({ needs: 'second-factor' });
  Object.assign(settings, { secondFactor: 'issuer' });
  expect((await visit(world.browser())).done.body).toMatchObject({ needs: null });
  const secret = String((await web.ask('beginSecondFactor')).body['secret']);
  await web.ask('finishSecondFactor', { secret, code: world.code(secret) });
  const own = await visit(world.browser());
  expect(own.done.body).toMatchObject({ needs: 'second-factor', hasSecondFactor: true });
});

test('whoever writes a subject to one of the three gets in by no issuer', async () => {
  const id = String((await three.audit.web.ask('showMe')).body['account']);
  await three.system.web.ask('changeAccount', { account: id, subject: 'e-99' });
  const confirmed = { decision: 'confirm', subjects: [{ account: id, subject: 'e-99' }] };
  await three.security.web.ask('decideSubjects', confirmed);
  issuer.claims = { sub: 'x', employee: 'e-99', amr: ['mfa'] };
  expect((await visit(world.browser())).done.body).toMatchObject({ needs: 'second-factor' });
});

withBrowser('in a browser', () => {
  let chromium: Chromium;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    chromium = await launched();
    ({ page, complaints } = await openPage(chromium));
    // cookies go by the browser's own clock
    world.clock.now = Date.now();
  });
  // the three are signed in meanwhile, whatever the clock says
  beforeEach(async () => {
    const now = world.clock.now;
    await world.pool.query('update account_session set seen_at = $1, ends_at = $2', [
      new Date(now),
      new Date(now + 3_600_000),
    ]);
  });
  afterAll(() => chromium?.close());

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const signIn = async () => {
    await page.goto(`${url}/sign-in`);
    await button('统一认证登录').click();
  };

  test('the button goes to the issuer, which sends back, and the unit sits at its desk', async () => {
    await account('sso-web', 'e-31', { role: 'reporter', unit: '甲局' });
    issuer.claims = { sub: 'x', employee: 'e-31' };
    await signIn();
    await page.waitForURL(/\/mine$/u);
    await page.locator('header.head').waitFor();
    expect(await page.locator('header.head').innerText()).toContain('退出');
    await shoot(page, 'sign-in-oidc-done');
    expect(await page.evaluate('sessionStorage.getItem("duban.oidc")')).toBeNull();
  });

  test('a page that stands idle is signed out, and goes on with what was typed', async () => {
    const id = await account('sso-idle', 'e-33', { role: 'reporter', unit: '甲局' });
    issuer.claims = { sub: 'x', employee: 'e-33' };
    await page.context().clearCookies();
    await signIn();
    await page.waitForURL(/\/mine$/u);
    await page.goto(`${url}/me`);
    await whole(page);
    await button('更正').click();
    await page.getByRole('textbox', { name: '姓名' }).fill('还没有保存的姓名');
    world.clock.now += 31 * 60_000;
    await button('保存更正').click();
    await page.getByRole('heading', { name: '请重新登录' }).waitFor();
    expect(await page.getByRole('textbox', { name: '姓名' }).isVisible()).toBe(false);
    expect(await faultsOfPage(page, 'sign-in-again')).toEqual([]);
    await button('已在另一页登录，继续').click();
    await page.getByText('还没有登录。请先登录。').waitFor();
    const other = await page.context().newPage();
    await other.goto(`${url}/sign-in`);
    await other.getByRole('button', { name: '统一认证登录' }).click();
    await other.waitForURL(/\/mine$/u);
    await other.close();
    await button('已在另一页登录，继续').click();
    await page.getByRole('heading', { name: '请重新登录' }).waitFor({ state: 'detached' });
    const name = page.getByRole('textbox', { name: '姓名' });
    expect(await name.inputValue()).toBe('还没有保存的姓名');
    await button('保存更正').click();
    await name.waitFor({ state: 'detached' });
    await world.pool.query('update account_session set seen_at = $1', [new Date(world.clock.now)]);
    const shown = await three.system.web.ask('showAccount', { account: id });
    expect(shown.body['name'] ?? shown.body['code']).toBe('还没有保存的姓名');
  });

  test('a person binds his own account on his page, and takes the binding away', async () => {
    const made = await three.system.web.ask('createAccount', { login: 'sso-bind', name: '某人' });
    const { token } = made.body['setup'] as { token: string };
    await three.security.web.ask('grantRole', {
      ...{ account: made.body['account'], role: 'reporter', unit: '甲局' },
    });
    await world.browser().ask('activateAccount', { link: token, password: GOOD });
    issuer.claims = { sub: 'x', employee: 'e-41' };
    await page.context().clearCookies();
    await page.goto(`${url}/sign-in`);
    await page.getByLabel('登录名').fill('sso-bind');
    await page.getByLabel('口令', { exact: true }).fill(GOOD);
    await button('登录').click();
    await page.waitForURL(/\/mine$/u);
    await page.goto(`${url}/me`);
    await button('绑定统一认证').click();
    const form = page.getByRole('form', { name: '绑定统一认证' });
    await form.getByLabel('现在的口令').fill(GOOD);
    expect(await faultsOfPage(page, 'me-bind')).toEqual([]);
    await form.getByRole('button').click();
    await page.getByText('已绑定（e-41），可以用统一认证登录。').waitFor();
    expect(page.url()).toMatch(/\/me$/u);
    await page.setViewportSize({ width: 375, height: 800 });
    await shoot(page, 'me-bound');
    await page.setViewportSize({ width: 1280, height: 900 });
    await button('解除绑定').click();
    const remove = page.getByRole('form', { name: '解除绑定' });
    await remove.getByLabel('现在的口令').fill(GOOD);
    await remove.getByRole('button').click();
    await page.getByText('还没有绑定。').waitFor();
  });

  test('the security administrator confirms what was written, or sends it back', async () => {
    for (const n of [51, 52]) {
      const person = { login: `sso-${n}`, name: `某人${n}`, subject: `e-${n}` };
      await three.system.web.ask('createAccount', person);
    }
    const [name = '', value = ''] = (three.security.web.cookie ?? '').split('=');
    await page.context().clearCookies();
    await page.context().addCookies([{ name, value, url }]);
    await page.goto(`${url}/security/roles`);
    await page.getByRole('heading', { name: '2 个统一认证标识等您确认' }).waitFor();
    expect(await faultsOfPage(page, 'security-subjects')).toEqual([]);
    await page.setViewportSize({ width: 375, height: 800 });
    await shoot(page, 'security-subjects-narrow');
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole('checkbox', { name: '选中某人51' }).check();
    await button('确认选中的 1 个').click();
    await page.getByRole('heading', { name: '1 个统一认证标识等您确认' }).waitFor();
    await page.getByRole('checkbox', { name: '选中某人52' }).check();
    await button(/^退回：/u).click();
    await page.getByRole('textbox', { name: '退回的理由' }).fill('不是本人的');
    await button('确认退回').click();
    await page.getByText('已退回 1 个标识。').waitFor();
    issuer.claims = { sub: 'x', employee: 'e-51' };
    expect((await visit(world.browser())).done.body).toMatchObject({ signedIn: true });
    issuer.claims = { sub: 'x', employee: 'e-52' };
    expect((await visit(world.browser())).done.body['code']).toBe('oidc-stranger');
  });

  test('a leader is asked for the second factor after the issuer', async () => {
    await account('sso-post', 'e-32', { role: 'leader', post: '区长' });
    issuer.claims = { sub: 'x', employee: 'e-32' };
    await page.context().clearCookies();
    await signIn();
    await page.waitForURL(/\/sign-in\/oidc/u);
    await page.getByRole('heading', { name: '请先设置动态口令' }).waitFor();
    expect(await faultsOfPage(page, 'sign-in-oidc-factor')).toEqual([]);
  });

  test('a stranger, and whoever comes back twice, read why, and find the way back', async () => {
    issuer.claims = { sub: 'x', employee: 'nobody' };
    await page.context().clearCookies();
    await signIn();
    await page.getByRole('alert').waitFor();
    await whole(page);
    expect(await page.getByRole('alert').innerText()).toMatch(/账号/u);
    expect(await faultsOfPage(page, 'sign-in-oidc-stranger')).toEqual([]);
    await page.reload();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/过期或用过/u);
    await page.getByRole('link', { name: '回到登录' }).click();
    await page.waitForURL(/\/sign-in$/u);
    expect(complaints).toEqual([]);
  });
});
