import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { HANDLERS } from '../../client/handlers/handlers.ts';
import { linkCaller, linkToken } from '../../client/identity/links.ts';
import type { Caller } from '../../client/caller.ts';
import type { InputOf, OperationName, OutputOf } from '../../client/operations.ts';
import { OPERATIONS } from '../../client/operations.ts';
import type { Service } from '../../client/service.ts';
import { auditEntries } from '../../store/audit.ts';
import { readWorkbook } from '../../importers/xlsx.ts';
import { eventually, startApi, type ApiWorld } from './apiWorld.ts';

jest.setTimeout(240_000);

const CAMPAIGN = 'c2026-001';

/** Everything runs once: the tests below are one history, in their order. It is 2 April 2026, 09:00. */
let world: ApiWorld;
let token = '';
let link = '';

beforeAll(async () => {
  world = await startApi();
  await eventually(async () => (await world.count('process', `campaign = '${CAMPAIGN}'`)) >= 4);
  await eventually(async () => (await world.count('expected', `period = '2026-04'`)) >= 3);
});
afterAll(() => world.stop());

/** Does an operation as the door does it: input and output pass the table. */
async function ask<K extends OperationName>(
  name: K,
  input: InputOf<K>,
  actor = 'office',
  caller?: Caller,
): Promise<OutputOf<K>> {
  const operation = OPERATIONS[name];
  const service: Service = caller === undefined ? world.service : { ...world.service, caller };
  const run = HANDLERS[name] as (s: Service, i: unknown, a: string) => Promise<unknown>;
  const answer = await run(service, operation.input.parse(input), actor);
  return operation.output.parse(answer) as OutputOf<K>;
}

/** Does an operation as somebody who comes by a link. */
async function byLink<K extends OperationName>(
  name: K,
  input: InputOf<K>,
  by = token,
): Promise<OutputOf<K>> {
  return ask(name, input, 'nobody', await linkCaller(world.service, by, { requestId: 'r' }));
}

const fault = (code: string) => ({ fault: expect.objectContaining({ code }) as unknown });

describe('a signed link', () => {
  test('opens what the unit owes, and nothing of another unit', async () => {
    const made = await ask('makeLink', { campaign: CAMPAIGN, unit: '甲管理局', requestId: 'm1' });
    ({ token, link } = made);
    expect(made).toMatchObject({ unit: '甲局', path: `/r#${token}`, repeated: false });
    const opened = await byLink('openLink', {});
    expect(opened).toMatchObject({ link, unit: '甲局', campaign: CAMPAIGN });
    expect(opened.entries.length).toBeGreaterThan(0);
    expect(opened.entries.every(({ units }) => units.includes('甲局'))).toBe(true);
    expect(opened.entries.map(({ task }) => task)).not.toContain('t0003');
    const first = opened.entries.find(({ period }) => period === '2026-04');
    expect(first).toMatchObject({ state: 'owed', draft: null, sent: null });
    expect(first?.ifNothing).toMatch(/^若到 .+仍未报送：/);
  });

  test('the same request is the same link; only its hash is kept, and the audit has no token', async () => {
    const again = await ask('makeLink', { campaign: CAMPAIGN, unit: '甲局', requestId: 'm1' });
    expect(again).toMatchObject({ token, link, repeated: true });
    const wrong = ask('makeLink', { campaign: CAMPAIGN, unit: '丙镇', requestId: 'm1' });
    await expect(wrong).rejects.toMatchObject(fault('request-reused'));
    const { rows } = await world.service.pool.query('select * from link');
    const audit = await auditEntries(world.service.pool, { limit: 100 });
    expect(JSON.stringify([rows, audit])).not.toContain(token);
  });

  test('a read changes nothing', async () => {
    const tables = ['audit', 'intake', 'draft', 'link', 'link_revoked'];
    const counts = () => Promise.all(tables.map((table) => world.count(table)));
    const before = await counts();
    await byLink('openLink', {});
    await byLink('openLink', {});
    expect(await counts()).toEqual(before);
  });

  test('a forged, shortened or foreign token opens nothing', async () => {
    const forged = [
      token.slice(0, -1) + (token.endsWith('0') ? '1' : '0'),
      token.slice(0, 20),
      '',
      linkToken('another key', link),
      linkToken('key-of-the-test', '0123456789abcdef'),
    ];
    for (const one of forged) {
      await expect(linkCaller(world.service, one)).rejects.toMatchObject(fault('link-unknown'));
    }
    await expect(ask('openLink', {})).rejects.toMatchObject(fault('link-missing'));
  });

  test('a draft is kept on the server, and a report takes it away', async () => {
    const [entry] = (await byLink('openLink', {})).entries;
    const { task = '', obligation = '' } = entry ?? {};
    await byLink('draftByLink', { task, obligation, content: { text: '写了一半' } });
    const drafted = (await byLink('openLink', {})).entries.find(
      (one) => one.obligation === obligation && one.task === task,
    );
    expect(drafted?.draft).toMatchObject({ content: { text: '写了一半' } });
    const report = { task, obligation, text: '规划初稿已征求意见', sentBy: '规划科联络员' };
    const receipt = await byLink('reportByLink', { ...report, requestId: 'l1' });
    expect(receipt).toMatchObject({ unit: '甲局', task, repeated: false });
    const after = (await byLink('openLink', {})).entries.find(
      (one) => one.obligation === obligation && one.task === task,
    );
    expect(after).toMatchObject({
      ...{ state: 'sent', draft: null, ifNothing: null },
      sent: { text: '规划初稿已征求意见', by: '持链接人：规划科联络员' },
    });
  });

  test('who sent it stands in receipt and audit; the machine knows the unit only', async () => {
    const { rows } = await world.service.pool.query<Record<string, unknown>>(
      `select actor, body ->> 'sentBy' as "sentBy", message ->> 'by' as by,
              message ? 'sentBy' as told from intake where request_id = 'l1'`,
    );
    const [{ actor, by } = {}] = rows;
    expect(rows[0]).toMatchObject({ sentBy: '持链接人：规划科联络员', told: false });
    expect(actor).toMatch(/^unit:u\d+$/);
    expect(by).toBe(actor);
    const audit = await auditEntries(world.service.pool, { limit: 50 });
    const entry = audit.find(({ detail }) => detail['requestId'] === 'l1');
    expect(entry?.detail).toMatchObject({ sentBy: '持链接人：规划科联络员' });
  });

  test('the same request twice is one report; a correction is another version', async () => {
    const sent = (await byLink('openLink', {})).entries.find(({ state }) => state === 'sent');
    const { task = '', obligation = '' } = sent ?? {};
    const same = { task, obligation, text: '规划初稿已征求意见', sentBy: '规划科联络员' };
    const repeated = await byLink('reportByLink', { ...same, requestId: 'l1' });
    expect(repeated.repeated).toBe(true);
    const other = byLink('reportByLink', { ...same, text: '别的', requestId: 'l1' });
    await expect(other).rejects.toMatchObject(fault('request-reused'));
    const better = { ...same, text: '规划初稿已修改', requestId: 'l2' };
    expect(await byLink('reportByLink', better)).toMatchObject({ version: 2 });
    expect(await world.count('intake', `request_id like 'l%'`)).toBe(2);
  });

  test('the name of the sender is asked for', () => {
    const input = { task: 't0001', obligation: 'x', text: '无', sentBy: ' ', requestId: 'l3' };
    expect(OPERATIONS.reportByLink.input.safeParse(input).success).toBe(false);
  });

  test('what it does not list it does not open', async () => {
    const other = await ask('makeLink', { campaign: CAMPAIGN, unit: '丙镇', requestId: 'm2' });
    const { entries } = await byLink('openLink', {}, other.token);
    const [theirs] = entries;
    const { task = '', obligation = '' } = theirs ?? {};
    expect(task).toBe('t0003');
    const input = { task, obligation, text: '代报', sentBy: '某科', requestId: 'l4' };
    await expect(byLink('reportByLink', input)).rejects.toMatchObject(fault('link-obligation'));
    const draft = byLink('draftByLink', { task, obligation, content: { text: '代写' } });
    await expect(draft).rejects.toMatchObject(fault('link-obligation'));
    expect(await world.count('intake', `request_id = 'l4'`)).toBe(0);
  });

  test('its holder may do nothing but what a link is for', async () => {
    const caller = await linkCaller(world.service, token);
    expect(caller).toMatchObject({ kind: 'link', account: null, link, name: '持链接人' });
    expect(caller.scopes).toEqual([
      ...['openLink', 'draftByLink', 'reportByLink'],
      ...['sendEvidenceByLink', 'fetchEvidenceByLink'],
    ]);
  });
});

test('over HTTP the header of a link opens its three operations and no other', async () => {
  const authorization = `Link ${token}`;
  const get = async (path: string, headers: Record<string, string>) => {
    const response = await fetch(`${world.url}${path}`, { headers });
    return [response.status, ((await response.json()) as { code?: string }).code];
  };
  expect(await get('/api/link', { authorization })).toEqual([200, undefined]);
  const asUnit = { authorization, 'x-duban-actor': encodeURIComponent('unit:甲局') };
  for (const path of [
    '/api/tasks',
    '/api/tasks/t0001',
    '/api/links',
    '/api/entries',
    '/api/inbox',
  ]) {
    expect((await get(`${path}?campaign=${CAMPAIGN}&recipient=x`, asUnit))[0]).toBe(403);
  }
  const body = JSON.stringify({ text: '代报', requestId: 'h1', campaign: CAMPAIGN });
  const headers = { ...asUnit, 'content-type': 'application/json' };
  const post = { method: 'POST', headers, body };
  const refused = await fetch(`${world.url}/api/tasks/t0001/reports`, post);
  const { code } = (await refused.json()) as { code: string };
  expect([refused.status, code]).toEqual([403, 'link-beyond']);
  expect(await world.count('intake', `request_id = 'h1'`)).toBe(0);
  const forged = { authorization: `Link ${linkToken('another', link)}` };
  expect(await get('/api/link', forged)).toEqual([401, 'link-unknown']);
  expect((await get('/api/link', {}))[0]).toBe(401);
});

describe('many at once', () => {
  const unit = 'unit:乙局';

  test('each row by itself: one is taken, one is refused with its reason', async () => {
    const rows = [
      { task: '2', text: '道路整治过半', period: '2026-04' },
      { task: '3', text: '不是我们的' },
    ];
    const answer = await ask('reportMany', { campaign: CAMPAIGN, rows, requestId: 'b1' }, unit);
    const codes = answer.rows.map(({ fault: refused }) => refused?.code ?? null);
    expect([answer.taken, answer.refused]).toEqual([1, 1]);
    expect(codes[0]).toBeNull();
    expect(codes[1]).toBeTruthy();
    const again = await ask('reportMany', { campaign: CAMPAIGN, rows, requestId: 'b1' }, unit);
    expect(again.rows[0]?.receipt?.repeated).toBe(true);
  });

  test('the workbook goes out, is filled in, previewed, sent, and sent again without harm', async () => {
    const { file, name, rows } = await ask('exportBatch', { campaign: CAMPAIGN }, 'unit:甲局');
    expect(rows).toBeGreaterThan(0);
    const untouched = await ask('previewBatch', { campaign: CAMPAIGN, name, file }, 'unit:甲局');
    expect(untouched).toMatchObject({ ready: 0, faulty: 0 });
    const filled = await written(file, '规划已报批');
    const input = { campaign: CAMPAIGN, name, file: filled };
    const shown = await ask('previewBatch', input, 'unit:甲局');
    expect(shown.faulty).toBe(0);
    expect(shown.ready).toBe(rows);
    const before = await world.count('intake');
    expect(before).toBe(await world.count('intake'));
    const sent = await ask('submitBatch', { ...input, requestId: 'x1' }, 'unit:甲局');
    expect(sent.rows.map(({ state }) => state)).toEqual(Array(rows).fill('sent'));
    expect(await world.count('intake')).toBe(before + rows);
    const again = await ask('submitBatch', { ...input, requestId: 'x2' }, 'unit:甲局');
    expect(again.rows.map(({ state }) => state)).toEqual(Array(rows).fill('same'));
    expect(await world.count('intake')).toBe(before + rows);
    const foreign = ask('previewBatch', input, 'unit:丙镇');
    await expect(foreign).rejects.toMatchObject(fault('batch-other'));
  });
});

/** The workbook with a text in every row's 本期进展. */
async function written(file: string, text: string): Promise<string> {
  const source = await readWorkbook(new Uint8Array(Buffer.from(file, 'base64')));
  if ('refused' in source) throw new Error(source.refused);
  const [table] = source.blocks;
  if (table?.kind !== 'table') throw new Error('no table');
  const { batchXlsx } = await import('../../documents/batchSheet.ts');
  const cells = table.rows.map((row) => row.map((cell) => cell?.text ?? ''));
  const [, , head = [], ...rows] = cells;
  const at = head.indexOf('本期进展');
  const sheet = {
    lines: ['表', '说明'],
    columns: head.map((one) => ({ head: one, width: 10, role: 'filled' as const })),
    rows: rows.map((row) => row.map((cell, i) => (i === at ? text : cell))),
  };
  return Buffer.from(await batchXlsx(sheet)).toString('base64');
}

describe('a mail', () => {
  const mailOf = (own: string, more = '', subject = '回复') =>
    Buffer.from(
      [
        'From: =?UTF-8?B?5rKz6YGT5Yqe?= <office@bing.example>',
        'To: duban@office.example',
        `Subject: =?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`,
        'Message-ID: <1@bing.example>',
        ...(more === '' ? [] : [more]),
        'Content-Type: text/plain; charset=utf-8',
        '',
        own,
      ].join('\r\n'),
    ).toString('base64');

  test('the text above the quoted mail is the report; the same mail again is the same report', async () => {
    const { token: own } = await ask('makeLink', {
      ...{ campaign: CAMPAIGN, unit: '丙镇', requestId: 'm3' },
    });
    const said = '任务3：河道清淤完成三公里。';
    const body = `${said}\r\n\r\n在 2026年4月1日，督查室 写道：\r\n> 请报送 [督办 ${own}]`;
    const vague = ask('receiveMail', { mail: mailOf(body.slice(4)), requestId: 'e0' });
    await expect(vague).rejects.toMatchObject(fault('mail-unclear'));
    const answer = await ask('receiveMail', { mail: mailOf(body), requestId: 'e1' });
    expect(answer).toMatchObject({ unit: '丙镇', refused: [] });
    expect(answer.sentBy).toBe('河道办（邮件 office@bing.example）');
    const { rows } = await world.service.pool.query<{ text: string; sentBy: string }>(
      `select body ->> 'text' as text, body ->> 'sentBy' as "sentBy" from intake where request_id = $1`,
      [answer.taken[0]?.requestId],
    );
    expect(rows).toEqual([
      { text: '河道清淤完成三公里。', sentBy: '持链接人：河道办（邮件 office@bing.example）' },
    ]);
    const again = await ask('receiveMail', { mail: mailOf(body), requestId: 'e2' });
    expect(again.taken[0]?.repeated).toBe(true);
  });

  test('what is no reply to us is refused, and says why', async () => {
    const refusedWith = async (mail: string, code: string) =>
      expect(ask('receiveMail', { mail, requestId: 'e3' })).rejects.toMatchObject(fault(code));
    await refusedWith(mailOf('没有编号'), 'mail-link');
    await refusedWith(mailOf(`伪造 ${linkToken('another', link)}`), 'mail-link');
    await refusedWith(mailOf('休假', 'Auto-Submitted: auto-replied'), 'mail-automatic');
    await refusedWith(mailOf(`> [督办 ${token}]`), 'mail-empty');
    await refusedWith(mailOf(`机密★10年\n\n[督办 ${token}]`), 'classified');
    await refusedWith('', 'mail-unreadable');
  });
});

describe('the end of a link', () => {
  test('a transfer closes what it opened; what was judged stays with whom it was judged', async () => {
    const { token: own } = await ask('makeLink', {
      ...{ campaign: CAMPAIGN, unit: '丙镇', requestId: 'm4' },
    });
    const open = async () => {
      const { entries } = await byLink('openLink', {}, own);
      return entries.map(({ period }) => period).toSorted();
    };
    expect(await open()).toEqual(['2026-03', '2026-04', '2026-09-30']);
    const done = await world.duban(
      ...['act', 'transfer', '3', '--campaign', CAMPAIGN],
      ...['--from', '丙镇', '--to', '乙局', '--reason', '职责调整'],
    );
    expect(done.err).toBe('');
    expect(await open()).toEqual(['2026-03']);
    const input = {
      task: 't0003',
      obligation: 'monthly/2026-04/u003',
      text: '补报',
      sentBy: '某科',
    };
    const late = byLink('reportByLink', { ...input, requestId: 't1' }, own);
    await expect(late).rejects.toMatchObject(fault('link-obligation'));
    const taken = await ask('makeLink', { campaign: CAMPAIGN, unit: '乙局', requestId: 'm5' });
    expect(taken.obligations.map(({ task }) => task)).toContain('t0003');
  });

  test('a revocation ends it at once, for office and security; the list says so', async () => {
    const input = { link, reason: '发错了人', requestId: 'v1' };
    const revoked = await ask('revokeLink', input, 'security');
    expect(revoked).toMatchObject({ link, reason: '发错了人', repeated: false });
    expect(await ask('revokeLink', { ...input, reason: '再来' })).toMatchObject({
      ...{ reason: '发错了人', repeated: true },
    });
    await expect(linkCaller(world.service, token)).rejects.toMatchObject(fault('link-revoked'));
    const { links } = await ask('listLinks', { campaign: CAMPAIGN });
    expect(links.find((one) => one.link === link)).toMatchObject({ state: 'revoked', open: 0 });
    expect(links.filter(({ state }) => state === 'open').length).toBeGreaterThan(0);
    const { links: some, next } = await ask('listLinks', { campaign: CAMPAIGN, limit: '2' });
    const rest = await ask('listLinks', { campaign: CAMPAIGN, after: next ?? '', limit: '200' });
    expect([...some, ...rest.links].map((one) => one.link)).toEqual(links.map((one) => one.link));
  });
});
