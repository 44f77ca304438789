import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { identityIn } from '../../client/identity/settings.ts';
import { firstSetup } from '../../client/identity/setup.ts';
import { faultsOfAccess, faultsOfPage, openPage, PHONE, shoot, whole } from '../harness/browser.ts';
import { launched, withBrowser } from '../harness/browserTests.ts';
import { startApi, type ApiWorld } from './apiWorld.ts';

jest.setTimeout(240_000);

/**
 * The first day in a real browser on the real stack: one person sets up the three administrators and the office, signs in again,
 * brings a plan, makes a link, and a unit reports by it without an account. One history, in the order of the tests.
 */
const PASSWORD = 'Kite-7-lamp-Harbour';
const PLAN = [
  '序号,工作任务,责任单位,完成时限',
  '1,编制片区更新方案,甲局,2026年9月底前',
  '2,整治背街小巷,乙局,2026年10月底前',
].join('\n');

let world: ApiWorld;
let browser: Browser;
let page: Page;
let complaints: string[] = [];
/** The clock of sessions and second factors: a code works once, so the test lets minutes pass. */
let later = 0;
const secrets = new Map<string, string>();

const now = () => Date.now() + later;
const codeOf = (secret: string) =>
  new TOTP({
    secret: Secret.fromBase32(secret.replaceAll(/\s/gu, '')),
    digits: 6,
    period: 30,
  }).generate({ timestamp: now() });
const box = (name: string) => page.getByRole('textbox', { name, exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });

async function secretShown(): Promise<string> {
  return page.locator('.session-secret').innerText();
}

withBrowser('the first day', () => {
  beforeAll(async () => {
    world = await startApi();
    const identity = { ...identityIn({}, randomBytes(32)), clock: now };
    Object.assign(world.service, { identity });
    browser = await launched();
    ({ page, complaints } = await openPage(browser));
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  test('one person sets up three administrators and the office, and is signed in', async () => {
    const links = await firstSetup(world.service.pool, now());
    await page.goto(`${world.url}/setup`);
    await box('启用链接').fill(
      links.map(({ officer, token }) => `${officer} ${world.url}/setup#${token}`).join('\n'),
    );
    await button('继续').click();
    for (const officer of ['系统管理员', '安全管理员', '审计管理员']) {
      await page.getByRole('heading', { name: officer, level: 2 }).waitFor();
      await box('口令').fill(PASSWORD);
      await box('动态口令').fill(codeOf(await secretShown()));
      await shoot(page, `setup-${officer}`);
      expect(await faultsOfAccess(page)).toEqual([]);
      await button(`启用${officer}`).click();
    }
    await page.getByRole('heading', { name: '督查室管理员，请设置口令' }).waitFor();
    secrets.set('office', await secretShown());
    await box('口令').fill(PASSWORD);
    await box('动态口令').fill(codeOf(secrets.get('office') ?? ''));
    await button('启用并登录').click();
    await page.waitForURL(/\/office/u);
    await whole(page);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('今日');
  });

  test('nobody sees anything after signing out, and comes back with password and code', async () => {
    await button('退出').click();
    await page.waitForURL(/sign-in/u);
    await page.goto(`${world.url}/ledger`);
    await page.waitForURL(/sign-in/u);
    await whole(page);
    expect(await faultsOfAccess(page)).toEqual([]);
    await shoot(page, 'sign-in');
    later += 120_000;
    const { rows } = await world.service.pool.query<{ login: string }>(
      `select a.login from account a join account_grant g on g.account = a.id where g.role = 'administrator'`,
    );
    await box('登录名').fill(rows[0]?.login ?? '');
    await box('口令').fill('wrong-Password-1');
    await button('登录').click();
    await page.getByRole('alert').waitFor();
    await box('口令').fill(PASSWORD);
    await button('登录').click();
    await box('动态口令').fill(codeOf(secrets.get('office') ?? ''));
    await button('继续').click();
    await page.waitForURL(/\/ledger/u);
    await whole(page);
    expect(await page.locator('main').innerText()).toContain('修订规划');
  });

  test('a plan is dropped in and read', async () => {
    await page.goto(`${world.url}/import`);
    await whole(page);
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        ...{ name: '片区更新方案.csv', mimeType: 'text/csv', buffer: Buffer.from(PLAN) },
      });
    await page.getByText('整治背街小巷').first().waitFor();
    await shoot(page, 'import-read');
    expect(await faultsOfAccess(page)).toEqual([]);
  });

  test('a unit reports by a link, without an account, and is recorded as who holds it', async () => {
    await page.goto(`${world.url}/links`);
    await whole(page);
    await page.getByLabel('单位名称').fill('甲局');
    await button('生成链接').click();
    const address = await page.locator('.link-address').innerText();
    expect(address).toMatch(/\/r#[0-9a-f]{16}-[0-9a-f]{32}$/u);
    const guest = await openPage(browser, PHONE);
    await guest.page.goto(address);
    await whole(guest.page);
    expect(await guest.page.locator('main').innerText()).not.toContain('治理河道');
    expect(await world.count('intake')).toBe(0);
    await guest.page
      .getByRole('button', { name: /^(报送|补报)/u })
      .first()
      .click();
    await guest.page.getByLabel(/填报人姓名/u).fill('联络员乙岗');
    await guest.page.getByLabel(/本期进展/u).fill('已完成初稿');
    await shoot(guest.page, 'link-phone');
    expect(await faultsOfAccess(guest.page)).toEqual([]);
    await guest.page.getByRole('button', { name: '提交', exact: true }).click();
    await guest.page
      .getByText(/已收下/u)
      .first()
      .waitFor();
    expect(await world.count('intake', `body ->> 'sentBy' like '%联络员乙岗%'`)).toBe(1);
    expect(guest.complaints).toEqual([]);
    await guest.page.context().close();
  });

  test('every unit that owes gets a link of its own, with a text to pass on', async () => {
    await page.goto(`${world.url}/links`);
    await whole(page);
    await button('逐家生成').click();
    await page.getByText(/^已生成 \d+ 个链接/u).waitFor();
    // the first is shown while the others are made
    await button('逐家生成').waitFor();
    const texts = await page.locator('.link-message').allInnerTexts();
    expect(texts.length).toBeGreaterThan(1);
    const addresses = texts.map((text) => /http\S+\/r#[0-9a-f]{16}-[0-9a-f]{32}/u.exec(text)?.[0]);
    expect(new Set(addresses).size).toBe(texts.length);
    expect(texts.find((text) => text.startsWith('【督办】丙镇：'))).toMatch(
      /有 \d+ 项可以填报，最迟 \d{4}-\d{2}-\d{2} \d{2}:\d{2} 截止填报。不需要登录/u,
    );
    expect(await faultsOfPage(page, 'links-all')).toEqual([]);
    const guest = await openPage(browser, PHONE);
    await guest.page.goto(addresses[0] ?? '');
    await whole(guest.page);
    expect(await guest.page.locator('main').innerText()).toContain('本期要报');
    expect(guest.complaints).toEqual([]);
    await guest.page.context().close();
  });

  test('the browser had nothing to complain about', () => {
    expect(complaints).toEqual([]);
  });
});
