import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOfPage, whole } from '../harness/browser.ts';
import { CHROMIUM, withBrowser } from '../harness/browserTests.ts';
import { act, fill, says } from '../harness/clicks.ts';
import { openSeats, type Seats } from '../harness/seats.ts';

jest.setTimeout(120_000);

/** A trial that goes live, campaigns that have ended, the tree and the directory: what the office opens, clicked in a real browser. */
const PLAN = `title: 片区更新方案
tasks:
  - { no: 1, title: 修订规划, content: 修订片区规划, category: [规划], lead: 甲局, deadlines: [{ date: 2026-06-30 }] }
  - { no: 2, title: 整治道路, content: 分段修复道路, category: [基建, 道路], lead: 甲局, deadlines: [{ date: 2026-09-30 }] }
  - { no: 3, title: 治理河道, content: 清淤疏浚河道, category: [基建], lead: 丙镇, deadlines: [{ date: 2026-09-30 }] }
`;

let seats: Seats;
let first: string;
let trial: string;
let past: string;
let page: Page;
let complaints: readonly string[];

async function go(path: string): Promise<void> {
  await page.goto(`${seats.url()}${path}`);
  await whole(page);
}

withBrowser('what the office opens', () => {
  beforeAll(async () => {
    seats = await openSeats(CHROMIUM);
    first = await seats.begin(PLAN, 'first');
    trial = await seats.begin(PLAN.replace('片区', '老城'), 'trial', { trial: true });
    past = await seats.begin(PLAN.replace('片区', '去年'), 'past');
    await seats.until('2026-01-06');
    ({ page, complaints } = await seats.sit('督查室甲', `/campaign/${past}`));
    await act(page, '结束专项行动', { 理由: '已并入新的方案' });
    await says(page, /已登记“结束专项行动”/u);
  });
  afterAll(async () => {
    await seats?.stop();
  });

  test('a trial whose burden is above the limit goes live with a reason, and the page goes on to the live campaign', async () => {
    await go(`/campaign/${trial}`);
    await page.getByRole('button', { name: '试运行转入正式' }).click();
    await says(page, /负担超过上限：最忙的是甲局.+每周 2 份的上限/u);
    expect(await faultsOfPage(page, 'start-live')).toEqual([]);
    await page.getByRole('button', { name: '确认试运行转入正式' }).click();
    await says(page, '还没有填写：仍要转入正式的理由');
    await fill(page, { 仍要转入正式的理由: '市里统一部署' });
    await page.getByRole('button', { name: '确认试运行转入正式' }).click();
    await says(page, /由试运行转入正式，1月6日 .+启动。首批通知（.+）发出之前可以撤回启动。/u);
    expect(page.url()).not.toContain(trial);
    await page.getByRole('link', { name: '试运行', exact: true }).click();
    await says(page, '试运行已结束，转入正式：打开正式的专项行动');
    await page.getByRole('link', { name: '打开正式的专项行动' }).click();
    await page.getByRole('button', { name: '撤回启动' }).waitFor();
  });

  test('campaigns that run are offered; those that have ended come when they are asked for', async () => {
    await go('/ledger');
    const choice = page.locator('.campaign-choice select');
    const offered = () => choice.locator('option').allInnerTexts();
    expect((await offered()).toSorted()).toEqual(['片区更新方案', '老城更新方案']);
    await page.getByRole('button', { name: '另有 2 个已结束的' }).click();
    await choice.locator('optgroup').waitFor({ state: 'attached' });
    expect(await offered()).toHaveLength(4);
    await choice.selectOption({ label: '去年更新方案' });
    await page.waitForURL(new RegExp(past, 'u'));
    await whole(page);
    expect(await choice.inputValue()).toBe(past);
    expect(await faultsOfPage(page, 'start-choice')).toEqual([]);
    await go(`/ledger?campaign=${past}`);
    expect((await offered()).toSorted()).toEqual(['去年更新方案', '片区更新方案', '老城更新方案']);
    await page.getByRole('button', { name: '另有 1 个已结束的' }).waitFor();
  });

  test('the tree is opened a branch at a time, by the keyboard too', async () => {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/branches')) asked.push(request.url());
    });
    await go(`/tree?campaign=${first}`);
    const branch = page.locator('summary', { hasText: '基建' });
    await branch.waitFor();
    expect([asked.length, await page.getByRole('link', { name: '治理河道' }).count()]).toEqual([
      1, 0,
    ]);
    await branch.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: '治理河道' }).waitFor();
    expect(asked).toHaveLength(2);
    expect(await page.getByRole('link', { name: '整治道路' }).count()).toBe(0);
    expect(await faultsOfPage(page, 'start-tree')).toEqual([]);
    await go(`/tree?campaign=${first}&task=t0002`);
    await page.locator('.tree-here').waitFor();
    await page.getByRole('link', { name: '整治道路', exact: true }).waitFor();
    await page.getByRole('button', { name: /^推进中 \d/u }).click();
    await page.getByRole('link', { name: '修订规划' }).waitFor();
  });

  test('who takes a task over is chosen from the directory, and nobody else is taken', async () => {
    await go(`/task/${first}/t0001`);
    await page.locator('summary', { hasText: '可以办理' }).click();
    await act(page, '移交任务', { 接办单位: '丙县', 理由: '职责调整' });
    await says(page, /名录中没有单位“丙县”（是否想写“丙镇”？）。请核对单位名称。/u);
    const names = await page.evaluate<string[]>(
      `[...document.querySelectorAll('form.acts-form datalist option')].map(({ value }) => value)`,
    );
    expect(names).toEqual(['甲局', '乙局', '丙镇', '丁街道']);
    await page.getByRole('button', { name: '再加一个单位' }).click();
    await fill(page, { '接办单位（第 2 个）': '丁街道' });
    expect(await faultsOfPage(page, 'start-transfer')).toEqual([]);
    await fill(page, { 接办单位: '乙局' });
    await page.getByRole('button', { name: '确认移交任务' }).click();
    await says(page, /已登记“移交任务”/u);
    await go(`/units?campaign=${first}`);
    await page.locator('summary', { hasText: '机构调整' }).click();
    await page.getByLabel('拆分').click();
    await page.getByRole('button', { name: '再加一个单位' }).click();
    await fill(page, { 哪个单位: '甲局', '第 1 个接办单位': '丁街道' });
    await fill(page, { '第 1 个单位承接的任务编号': '2', '第 2 个接办单位': '丙镇' });
    expect(await faultsOfPage(page, 'start-split')).toEqual([]);
    await page.getByRole('button', { name: '预览影响' }).click();
    await says(page, /甲局 → 丁街道：1 项任务/u);
  });

  test('nothing was complained of', () => {
    expect(complaints).toEqual([]);
    expect(seats.errors).toEqual([]);
  });
});
