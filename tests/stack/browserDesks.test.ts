import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Io } from '../../client/commands/io.ts';
import { openDemoWeb } from '../../client/demoWeb.ts';
import { openDemoWorld, type DemoWorld } from '../../client/demoWorld.ts';
import type { Served } from '../../client/http.ts';
import { faultsOfPage, openPage, PHONE, shoot, whole } from '../harness/browser.ts';
import { launched, withBrowser } from '../harness/browserTests.ts';

jest.setTimeout(300_000);

/**
 * The pages of every desk in a real browser, on a sandbox with the sample campaign: nobody reports, and the visitor lets a
 * quarter pass. One history, in the order of the tests.
 */
interface Listed {
  readonly path: string;
  readonly desks?: readonly string[];
}
/** Named by its path: what the browser loads is not of this project of types. */
const PAGE_TABLE = new URL('../../web/pages.ts', import.meta.url).href;
let pages: readonly Listed[] = [];

const DESKS = {
  office: 'office',
  unit: 'unit:区发展改革局',
  leader: 'post:区政府分管领导',
  observer: 'auditor',
  system: 'system',
  security: 'security',
  audit: 'audit',
} as const;
type PageDesk = keyof typeof DESKS;
/** So many pages of a desk are looked at side by side. */
const TABS = 3;
const plans = (name: string) => join(fileURLToPath(new URL('../../plans', import.meta.url)), name);

const stops: (() => Promise<void> | void)[] = [];
let world: DemoWorld;
let served: Served;
let browser: Browser;

async function openWorld(): Promise<void> {
  world = await openDemoWorld({
    say: () => undefined,
    part: (stop) => void stops.push(stop),
    died: () => undefined,
  });
  const io = { err: () => undefined, out: () => undefined, now: () => Date.now() } as unknown as Io;
  served = await openDemoWeb(world, io, {
    ...{ plan: plans('park.plan.yaml'), regime: plans('park.regime.yaml') },
    ...{ units: plans('park.units.yaml'), from: '2026-01-01', port: 0 },
    ...{ behaviour: 'silent', full: false },
  });
  stops.push(() => served.close());
  browser = await launched();
  stops.push(() => browser.close());
}

/** A tab of a desk that shows nothing yet; the visitor of a sandbox sits wherever he likes. */
async function sit(desk: PageDesk, size?: typeof PHONE) {
  const opened = await openPage(browser, size);
  await opened.page.addInitScript(
    `sessionStorage.setItem('duban.desk', ${JSON.stringify(DESKS[desk])})`,
  );
  return opened;
}

async function at(desk: PageDesk, path: string, size?: typeof PHONE) {
  const opened = await sit(desk, size);
  await opened.page.goto(`${served.url}${path}`);
  await whole(opened.page);
  return opened;
}

async function letPass(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const status = page.getByRole('complementary', { name: '演示' }).getByRole('status');
  await status
    .filter({ hasText: '正在拨到' })
    .waitFor({ timeout: 5_000 })
    .catch(() => undefined);
  await status.filter({ hasText: '现在是' }).waitFor({ timeout: 120_000 });
}

withBrowser('the pages', () => {
  beforeAll(async () => {
    ({ PAGES: pages } = (await import(PAGE_TABLE)) as { PAGES: readonly Listed[] });
    await openWorld();
  });
  afterAll(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  });

  test('a newcomer sees what a month of silence brings', async () => {
    const { page, complaints } = await at('office', '/');
    expect(new URL(page.url()).pathname).toBe('/office');
    await letPass(page, '一个月');
    const bar = await page.getByRole('complementary', { name: '演示' }).innerText();
    expect(bar).toContain('2026年2月1日');
    for (const word of ['提醒', '催办', '督办函']) expect(bar).toContain(word);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a unit reports in one screen, and the verdict is the register’s', async () => {
    const { page, complaints } = await at('unit', '/mine', PHONE);
    await page.getByRole('link', { name: '报送', exact: true }).first().click();
    await page.getByLabel('本期进展（一两句话说清楚）').fill('已完成现状调研，正在编制初稿');
    await shoot(page, 'unit-report-phone');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page
      .getByText(/已收下/u)
      .first()
      .waitFor();
    await page
      .getByText(/迟报|按时/u)
      .first()
      .waitFor();
    const { rows } = await world.pool.query<{ n: number }>(
      `select count(*)::int as n from ledger where type = 'report'`,
    );
    expect(rows[0]?.n).toBe(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('what was typed stays where the report is refused', async () => {
    const { page } = await at('unit', '/mine');
    await page.getByRole('link', { name: '报送', exact: true }).first().click();
    const words = '绝密★启动前 已完成';
    await page.getByLabel('本期进展（一两句话说清楚）').fill(words);
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByLabel('本期进展（一两句话说清楚）').inputValue()).toBe(words);
    await page.context().close();
  });

  test('after a quarter the leader signs the bulletin and approves an interview', async () => {
    const { page, complaints } = await at('leader', '/gates');
    await letPass(page, '一个月');
    await letPass(page, '一个月');
    await page.getByRole('heading', { name: /请您决定/u }).waitFor();
    await page.getByRole('heading', { name: /通报待签/u }).waitFor();
    await shoot(page, 'leader-gate-bulletin');
    await page.getByRole('button', { name: '签发', exact: true }).click();
    await page.getByRole('button', { name: '确认签发' }).click();
    await page.getByText(/已登记“签发”/u).waitFor();
    await page
      .getByRole('button', { name: /约谈提请/u })
      .first()
      .click();
    await page.getByRole('heading', { name: /约谈提请/u }).waitFor();
    await shoot(page, 'leader-gate-interview');
    await page.getByRole('button', { name: '批准', exact: true }).click();
    await page.getByRole('button', { name: '确认批准' }).click();
    await page.getByText(/已登记“批准”/u).waitFor();
    const { rows } = await world.pool.query<{ type: string }>(
      `select type from ledger where type in ('bulletin-issued', 'approved') order by type`,
    );
    expect(new Set(rows.map(({ type }) => type)).size).toBe(2);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a unit does not hear of a proposed interview that nobody has approved', async () => {
    const { rows } = await world.pool.query<{ unit: string }>(
      `select distinct l.payload ->> 'unit' as unit from ledger l where type = 'proposed'`,
    );
    expect(rows.length).toBeGreaterThan(1);
    const { page } = await at('unit', '/mine');
    expect(await page.locator('main').innerText()).not.toContain('约谈提请');
    await page.context().close();
  });

  const walks = (Object.keys(DESKS) as PageDesk[]).map((desk) => [desk] as const);
  test.each(walks)(
    'every page of the desk %s is whole, accessible, and fits a phone',
    async (desk) => {
      const own = pages.filter(({ desks, path }) => desks?.includes(desk) && !path.includes('$'));
      expect(own.length).toBeGreaterThan(0);
      const faults: string[] = [];
      const left = own.map(({ path }) => path);
      const tab = async () => {
        const { page, complaints } = await sit(desk);
        for (let path = left.shift(); path !== undefined; path = left.shift()) {
          await page.goto(`${served.url}${path}`);
          await whole(page);
          const own = await faultsOfPage(page, `${desk}${path.replaceAll('/', '-')}`);
          faults.push(...[...own, ...complaints.splice(0)].map((one) => `${path} ${one}`));
        }
        await page.context().close();
      };
      await Promise.all(Array.from({ length: Math.min(TABS, own.length) }, tab));
      expect(faults).toEqual([]);
    },
  );
});
