import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { act, attach, fill, says, told } from '../harness/clicks.ts';
import { openPage, shoot, whole } from '../harness/browser.ts';
import { CHROMIUM, withBrowser } from '../harness/browserTests.ts';
import { focused, tabTo } from '../harness/keys.ts';
import { documentsOf, openSeats, PASSWORD, type Seats, type Sitting } from '../harness/seats.ts';

jest.setTimeout(120_000);

/**
 * What people do at their desks, clicked and typed in a real browser: reports that are returned, extensions, closures, an amended
 * calendar, another regime, an interview to its end. One history, in the order of the tests.
 */
const PLAN = `title: 片区更新方案
tasks:
  - { no: 1, title: 修订规划, content: 修订片区规划, lead: 甲局, deadlines: [{ date: 2026-06-30 }] }
  - { no: 2, title: 整治道路, content: 分段修复道路, lead: 甲局, deadlines: [{ date: 2026-09-30 }] }
  - { no: 3, title: 治理河道, content: 清淤疏浚河道, lead: 丙镇, deadlines: [{ date: 2026-09-30 }] }
  - { no: 4, title: 新建公园, content: 建成公园一座, lead: 乙局, deadlines: [{ date: 2026-12-31 }] }
`;
const TALK = `title: 市容整治方案
tasks:
  - { no: 1, title: 整治市容, content: 整治背街小巷, lead: 丁街道, deadlines: [{ date: 2026-12-31 }] }
`;
const NOTICE = `关于2026年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`;

let seats: Seats;
let campaign: string;
let talk: string;
let office: Sitting;
let leader: Sitting;
let unit: Sitting;

const task = (key: string) => `/task/${campaign}/${key}`;
const card = (page: Page, words: string) => page.locator('li.card', { hasText: words });

async function go(page: Page, path: string): Promise<void> {
  await page.goto(`${seats.url()}${path}`);
  await whole(page);
}

/** The acts of a task that are not its main one. */
async function openActs(page: Page): Promise<void> {
  await page.locator('summary', { hasText: '可以办理' }).click();
}

withBrowser('what is done at the desks', () => {
  beforeAll(async () => {
    seats = await openSeats(CHROMIUM);
    campaign = await seats.begin(PLAN, 'one');
    await seats.until('2026-01-20');
    const documents = documentsOf(TALK, (regime) =>
      regime.replace('consecutive: missing, atLeast: 3', 'consecutive: missing, atLeast: 1'),
    );
    const more = { ...documents, startedAt: '2026-01-20T09:30:00+08:00' };
    talk = await seats.begin(TALK, 'talk', more);
    office = await seats.sit('督查室甲', '/office');
    leader = await seats.sit('分管领导', '/gates');
    unit = await seats.sit('乙局联络员', '/mine');
  });
  afterAll(async () => {
    await seats?.stop();
  });

  test('a report is returned with a limit that is shown first; the unit sees why, and corrects it', async () => {
    const [desk, own] = [office.page, unit.page];
    await card(own, '2026年1月').getByRole('link', { name: '报送', exact: true }).click();
    await fill(own, { '本期进展（一两句话说清楚）': '已完成选址', '进展（必填）': '用地手续已报' });
    await fill(own, { '完成比例（%）（可不填）': '20' });
    await own.getByRole('button', { name: '提交', exact: true }).click();
    await own
      .getByText(/已收下/u)
      .first()
      .waitFor();
    await desk.getByRole('button', { name: '退回报送' }).click();
    await says(desk, '1月23日 17:00');
    await fill(desk, { '新的报送时限（可不填）': '2026-01-24' });
    await says(desk, /1月26日 17:00.*遇休息日顺延/u);
    await desk.getByRole('button', { name: '确认退回报送' }).click();
    await says(desk, '还没有填写：理由');
    await fill(desk, { 理由: '完成比例与上季不符' });
    await shoot(desk, 'acts-return');
    await desk.getByRole('button', { name: '确认退回报送' }).click();
    await says(desk, /已登记“退回报送”/u);
    await go(own, '/mine');
    await says(own, /理由：完成比例与上季不符/u);
    await own.getByRole('link', { name: '重新报送' }).click();
    await says(own, /退回原因：完成比例与上季不符/u);
    expect(await own.getByLabel('本期进展（一两句话说清楚）').inputValue()).toBe('已完成选址');
    await fill(own, { '完成比例（%）（可不填）': '15' });
    await own.getByRole('button', { name: '提交更正' }).click();
    await says(own, /第 2 版/u);
  });

  test('an extension is asked for, passed on and approved; the due instant moves', async () => {
    const [own, desk, gates] = [unit.page, office.page, leader.page];
    await go(own, '/mine');
    const asked = { 延到哪一天: '2026-04-11', 理由: '评审延后', 目前进展: '初稿已完成' };
    await act(card(own, '季度小结'), '申请延期', asked);
    await card(own, '季度小结')
      .getByText(/2026-04-11 是休息日/u)
      .waitFor();
    await fill(card(own, '季度小结'), { '遇休息日的，同意按制度调整': 'true' });
    await own.getByRole('button', { name: '确认申请延期' }).click();
    await says(own, '已登记“申请延期”：任务 4 新建公园');
    await go(desk, '/office');
    await act(desk, '延期初审', { 初审意见: '情况属实' });
    await says(desk, /已登记“延期初审”/u);
    await go(gates, '/gates');
    await gates.getByRole('heading', { name: /延期申请/u }).waitFor();
    await act(gates, '批准延期');
    await says(gates, /已登记“批准延期”/u);
    await go(own, '/mine');
    expect(await card(own, '季度小结').innerText()).toContain('4月10日 17:00');
  });

  test('a task is handed over, paused and resumed; while it is paused nothing is said to come', async () => {
    const { page } = office;
    await go(page, task('t0002'));
    await openActs(page);
    await act(page, '移交任务', { 接办单位: '丙镇', 理由: '职责调整' });
    await says(page, /已登记“移交任务”/u);
    await go(page, task('t0003'));
    await openActs(page);
    await act(page, '暂停', { 理由: '汛期停工' });
    await says(page, /已登记“暂停”/u);
    await says(page, '没有待到的时点：无人办理时，不会再发出通知。');
    await page.getByRole('button', { name: /^全部 \d+ 期/u }).click();
    await says(page, '暂停中，恢复后顺延');
    expect(await told(page)).not.toMatch(/9999|\d{5} 个工作日/u);
    const paused = await seats.sit('丙镇联络员', '/mine');
    expect(await told(paused.page)).toContain('暂停中，恢复后顺延');
    await paused.page.context().close();
    await act(page, '恢复');
    await says(page, /已登记“恢复”/u);
    await says(page, /若到 1月22日 17:00 仍未报送/u);
  });

  test('an amended calendar is seen before it is published, moves what is due, and is withdrawn', async () => {
    const { page } = office;
    await go(page, `/calendar?campaign=${campaign}`);
    await page.locator('summary', { hasText: '变更工作日历' }).click();
    const notice = '粘贴国务院办公厅节假日安排通知的全文';
    await fill(page, { [notice]: '过几天放假' });
    await page.getByRole('button', { name: '预览变化' }).click();
    await says(page, /没有读出放假和上班的日期/u);
    await fill(page, { [notice]: NOTICE });
    await page.getByRole('button', { name: '预览变化' }).click();
    await says(page, /与现行工作日历一致/u);
    await fill(page, { [notice]: `${NOTICE}\n八、6月30日（周二）放假，共1天。` });
    await page.getByRole('button', { name: '预览变化' }).click();
    await page.getByRole('cell', { name: '2026年6月30日放假' }).first().waitFor();
    await shoot(page, 'acts-calendar');
    await fill(page, { '依据（如通知文号）': '国办发明电〔2026〕9号' });
    await page.getByRole('button', { name: '确认发布' }).click();
    await says(page, /发布第 2 版：国办发明电〔2026〕9号/u);
    await go(page, `/calendar?campaign=${campaign}&month=2026-06`);
    await page.getByRole('button', { name: /6月29日/u }).click();
    await says(page, /2026年6月30日“完成时限”到期 1 项/u);
    await go(page, task('t0001'));
    await page.getByRole('button', { name: /^全部 \d+ 期/u }).click();
    await says(page, /6月29日 17:00/u);
    const own = await seats.sit('甲局联络员', '/mine');
    expect(await card(own.page, '2026年6月30日').innerText()).toContain('6月29日 17:00');
    await own.page.context().close();
    await go(page, `/calendar?campaign=${campaign}`);
    await page.locator('summary', { hasText: '变更工作日历' }).click();
    await fill(page, { '撤回最近一次变更，理由': '通知有误' });
    await page.getByRole('button', { name: '撤回', exact: true }).click();
    await says(page, /撤回第 2 版，恢复第 1 版：通知有误/u);
    expect(await page.getByLabel('撤回最近一次变更，理由').count()).toBe(0);
  });

  test('another regime is seen, published and withdrawn; a fault in its text is named at its line', async () => {
    const { page } = office;
    await go(page, `/regime?campaign=${campaign}`);
    await page.getByRole('button', { name: '修改制度' }).click();
    const duty = page.locator('.regime-part', { hasText: '报送：月调度报送' });
    await fill(duty, { 第几日: '20' });
    await duty.getByLabel('第几日').press('Enter');
    await page.locator('summary', { hasText: '制度全文' }).click();
    const text = page.getByLabel('制度全文', { exact: true });
    await page.waitForFunction(
      `document.querySelector('.regime-text textarea').value.includes('day: 20')`,
    );
    await page.getByRole('button', { name: '预览会变什么' }).click();
    await says(page, /第 1 版 → 第 2 版/u);
    await fill(page, { 修改理由: '月底集中' });
    await page.getByRole('button', { name: '按以上清单发布' }).click();
    await says(page, /第 2 版将于 2026-02-01 生效/u);
    await fill(page, { '如要撤回，请写明理由': '再征求意见' });
    await page.getByRole('button', { name: '撤回这一版' }).click();
    await says(page, /撤回：再征求意见/u);
    await page.getByRole('button', { name: '修改制度' }).click();
    await page.locator('summary', { hasText: '制度全文' }).click();
    const yaml = await text.inputValue();
    await text.fill(yaml.replace('shift: earlier', 'shift: 提前些'));
    const faults = page.getByRole('list', { name: '错误' });
    await faults.getByText(/“shift”应写/u).waitFor();
    await faults.getByRole('button').first().click();
    const marked = `(({ value, selectionStart, selectionEnd }) =>
      value.slice(selectionStart, selectionEnd))(document.activeElement)`;
    expect(await page.evaluate<string>(marked)).toBe('提前些');
  });

  test('of two who decide the same, one wins, and the other reads why and keeps what he typed', async () => {
    const other = await seats.sit('督查室乙', task('t0001'));
    await go(office.page, task('t0001'));
    for (const { page } of [office, other]) {
      await openActs(page);
      await page.getByRole('button', { name: '终止任务', exact: true }).click();
      await fill(page, { 理由: '上级取消' });
    }
    await office.page.getByRole('button', { name: '确认终止任务' }).click();
    await other.page.getByRole('button', { name: '确认终止任务' }).click();
    const pages = [office.page, other.page];
    const won = await Promise.race(
      pages.map(async (page, i) => says(page, /已登记“终止任务”/u).then(() => i)),
    );
    const lost = pages[1 - won] as Page;
    await lost.getByRole('alert').first().waitFor();
    const words = await lost.getByRole('alert').first().innerText();
    expect(words).toMatch(/已.*结束.*督查室（督查室[甲乙]）已于 .+ 办理“终止任务”/u);
    await lost.waitForTimeout(2_000);
    expect(await lost.getByLabel('理由').inputValue()).toBe('上级取消');
    await shoot(lost, 'acts-second');
    await other.page.context().close();
  });

  test('a unit asks for closure with evidence, which is passed on and granted with a grade', async () => {
    const [own, desk, gates] = [unit.page, office.page, leader.page];
    await go(own, task('t0004'));
    await openActs(own);
    await act(own, '申请销号', { 完成情况: '已建成开放' });
    await says(own, '还没有填写：佐证材料');
    await attach(own, '佐证材料', '验收单.txt');
    await own.getByRole('button', { name: '确认申请销号' }).click();
    await says(own, '已登记“申请销号”：任务 4 新建公园');
    await go(desk, task('t0004'));
    await openActs(desk);
    await act(desk, '销号初审通过');
    await says(desk, /已登记“销号初审通过”/u);
    await go(gates, '/gates');
    await gates.getByRole('heading', { name: /^销号申请/u }).waitFor();
    await says(gates, '验收单.txt');
    await act(gates, '准予销号', { 等次: '良好' });
    await says(gates, /已登记“准予销号”/u);
    await go(own, task('t0004'));
    await says(own, /销号/u);
  });

  test('a trial becomes official, and a start is taken back on its day', async () => {
    const { page } = office;
    const trial = await seats.begin(PLAN, 'trial', {
      trial: true,
      startedAt: '2026-01-20T10:00:00+08:00',
    });
    await go(page, `/campaign/${trial}`);
    await says(page, /试运行：通知只送督查室/u);
    await act(page, '试运行转入正式', { 仍要转入正式的理由: '上级要求' });
    await says(page, /由试运行转入正式/u);
    expect(page.url()).not.toContain(trial);
    await act(page, '撤回启动', { 理由: '启动时间有误' });
    await says(page, /已登记“撤回启动”/u);
  });

  test('from the door to a report that is sent, by the keyboard alone', async () => {
    const { page, complaints } = await openPage(seats.browser);
    const { keyboard } = page;
    await page.goto(`${seats.url()}/mine`);
    await page.getByLabel('登录名').waitFor();
    await tabTo(page, '登录名');
    await keyboard.type('丙镇联络员');
    await tabTo(page, '口令');
    await keyboard.type(PASSWORD);
    await keyboard.press('Enter');
    await page.waitForURL(/\/mine/u);
    await page.getByRole('link', { name: '报送', exact: true }).first().waitFor();
    await page.locator('a.skip').waitFor({ state: 'attached' });
    await tabTo(page, '跳到正文');
    await keyboard.press('Enter');
    await tabTo(page, /^为什么/u);
    await keyboard.press('Space');
    await page.getByRole('note').waitFor();
    await keyboard.press('Escape');
    expect(await page.getByRole('note').count()).toBe(0);
    expect(await focused(page)).toMatch(/^为什么/u);
    await tabTo(page, '报送');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: '报送', level: 1 }).waitFor();
    await tabTo(page, '本期进展（一两句话说清楚）');
    await keyboard.type('已排定整治清单');
    await tabTo(page, '进展（必填）');
    await keyboard.type('清单已印发');
    await tabTo(page, '提交');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: '已收下' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('units are merged, and what they owe goes with them', async () => {
    const { page } = office;
    await go(page, `/units?campaign=${campaign}`);
    await page.locator('summary', { hasText: '机构调整' }).click();
    await page.getByLabel('合并', { exact: true }).check();
    await fill(page, { 哪些单位: '甲局', 合并为: '甲丙局' });
    await page.getByRole('button', { name: '再加一个单位' }).click();
    await fill(page, { '哪些单位（第 2 个）': '丙镇' });
    await page.getByRole('button', { name: '预览影响' }).click();
    await says(page, /丙镇 → 甲丙局：2 项任务/u);
    await fill(page, { 依据和理由: '机构改革' });
    await page.getByRole('button', { name: '确认调整' }).click();
    await says(page, /已办理机构调整/u);
    await page.getByRole('link', { name: '甲丙局' }).waitFor();
  });

  test('a page comes back by itself after the server was gone, with what was typed', async () => {
    const { page } = office;
    await go(page, `/task/${campaign}/t0003`);
    await openActs(page);
    await page.getByRole('button', { name: '终止任务', exact: true }).click();
    await fill(page, { 理由: '上级取消' });
    const comeBack = await seats.restart();
    await page.getByRole('button', { name: '确认终止任务' }).click();
    await says(page, /连不上服务，您填写的内容还在这里/u);
    await comeBack();
    expect(await page.getByLabel('理由').inputValue()).toBe('上级取消');
    await page.getByRole('button', { name: '确认终止任务' }).click();
    await says(page, /已登记“终止任务”/u);
    await page.locator('.task-line', { hasText: /终止|结束/u }).waitFor();
  });

  test('an interview: the unit is heard first, then approved, held, put right and ended', async () => {
    const { page: desk } = office;
    await seats.until('2026-02-04');
    const gates = leader.page;
    await go(gates, '/gates');
    await gates
      .getByRole('button', { name: /约谈提请/u })
      .first()
      .click({ timeout: 3_000 })
      .catch(() => undefined);
    await gates.getByRole('heading', { name: /约谈提请/u }).waitFor();
    await tabTo(gates, '先听单位说明');
    await gates.keyboard.press('Enter');
    await tabTo(gates, /^要单位说明什么/u);
    await gates.keyboard.type('为何没有报送');
    await tabTo(gates, '确认先听单位说明');
    await gates.keyboard.press('Space');
    await says(gates, /已登记“先听单位说明”/u);
    const head = await seats.sit('丁街道负责人', '/mine');
    await act(head.page, '提交单位说明', { 说明: '人员调整，本周补齐' });
    await says(head.page, /已登记“提交单位说明”/u);
    await go(gates, '/gates');
    await says(gates, '人员调整，本周补齐');
    await act(gates, '批准');
    await says(gates, /已登记“批准”/u);
    await go(desk, `/interviews?campaign=${talk}`);
    await desk.getByRole('link', { name: '丁街道' }).click();
    await act(desk, '安排约谈', { 约谈时间: '2026-02-06T15:00', 地点: '第二会议室' });
    await says(desk, /第二会议室/u);
    await seats.until('2026-02-06', '17:30');
    await desk.reload();
    await act(desk, '登记到场情况', { 到场情况: '主要负责人到场' });
    await act(desk, '送达纪要', {
      事由和问题: '未报',
      说明和措施: '补报',
      要求和时限: '按期',
      单位表态: '照办',
    });
    await says(desk, '整改中');
    await go(head.page, '/mine');
    await act(head.page, '报送整改', { 整改情况: '已全部补报' });
    await says(head.page, /已登记“报送整改”/u);
    expect(await head.page.locator('main').innerText()).not.toContain('限期整改');
    await desk.reload();
    await shoot(desk, 'acts-interview');
    await act(desk, /整改/u, { 核实结果: '整改到位' });
    await says(desk, /^办结$/u);
    await head.page.context().close();
  });

  test('nothing failed behind the pages, and no page complained', () => {
    expect(seats.errors).toEqual([]);
    const own = [...office.complaints, ...leader.complaints, ...unit.complaints];
    expect(own.filter((one) => !/ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY/u.test(one))).toEqual([]);
  });
});
