import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { OutputOf } from '../../client/operations.ts';
import { sizeWords } from '../../domain/evidenceFile.ts';
import { purgeEvidence, shareEvidence } from '../../store/evidenceFiles.ts';
import { workbook } from '../fixtures/import/build.ts';
import { PDF_LOCK, pdfBytes } from '../fixtures/import/pdf.ts';
import { eventually, POST, startApi, type ApiWorld, type Answer } from './apiWorld.ts';

jest.setTimeout(240_000);

const CAMPAIGN = 'c2026-001';
const TOKEN = 'token-of-the-test';
const PDF = pdfBytes([{ text: [[80, 700, 16, '完成情况台账']] }]);
const LOCKED = pdfBytes([{ text: [] }], PDF_LOCK);
const CUT = PDF.subarray(0, 600);
const PNG = Buffer.concat([Buffer.from([0x89]), Buffer.from('PNG\r\n\x1a\n现场')]);
const BOOK = Buffer.from(
  workbook([
    ['序号', '事项'],
    ['1', '清单'],
  ]),
);
const LATER = '2026-05-01T00:00:00+08:00';

/** One history, in the order of the tests. It is 2 April 2026, 09:00. */
let world: ApiWorld;
let folder: string;

beforeAll(async () => {
  world = await startApi();
  folder = mkdtempSync(join(tmpdir(), 'duban-evidence-'));
  await eventually(async () => (await world.count('process', `campaign = '${CAMPAIGN}'`)) >= 4);
  await eventually(async () => (await world.count('expected', `period = '2026-04'`)) >= 3);
});
afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

interface As {
  readonly actor?: string;
  readonly link?: string;
}

function headersOf({ actor = 'office', link }: As): Record<string, string> {
  return link === undefined
    ? { authorization: `Bearer ${TOKEN}`, 'x-duban-actor': encodeURIComponent(actor) }
    : { authorization: `Link ${link}` };
}

async function send(name: string, bytes: Uint8Array, as: As, more: object = {}): Promise<Answer> {
  const query = new URLSearchParams({ name, ...more });
  if (as.link === undefined) query.set('campaign', CAMPAIGN);
  const path = as.link === undefined ? '/api/evidence' : '/api/link/evidence';
  const response = await fetch(`${world.url}${path}?${query.toString()}`, {
    method: 'POST',
    headers: { ...headersOf(as), 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

function take(sha256: string, as: As): Promise<Response> {
  const path =
    as.link === undefined ? `evidence/${sha256}?campaign=${CAMPAIGN}` : `link/evidence/${sha256}`;
  return fetch(`${world.url}/api/${path}`, { headers: headersOf(as) });
}

const statusFor = async (sha256: string, as: As) => (await take(sha256, as)).status;

async function read<T>(path: string, actor: string): Promise<T> {
  const response = await fetch(`${world.url}/api/${path}`, { headers: headersOf({ actor }) });
  return (await response.json()) as T;
}

const JIA = { actor: 'unit:甲局' };
const BING = { actor: 'unit:丙镇' };

describe('a file that a unit sends', () => {
  test('is kept by its hash, once, and in the audit', async () => {
    const first = await send('台账.pdf', PDF, JIA, { sha256: hashOf(PDF) });
    expect(first).toEqual({
      status: 200,
      body: {
        ...{ sha256: hashOf(PDF), name: '台账.pdf', size: PDF.length, repeated: false },
        words: `已存入“台账.pdf”（PDF，${sizeWords(PDF.length)}）`,
      },
    });
    const again = await send('../台账.pdf', PDF, JIA);
    expect(again).toMatchObject({ status: 200, body: { sha256: hashOf(PDF), repeated: true } });
    expect(await world.count('evidence_file')).toBe(1);
    expect(await world.count('evidence_sender')).toBe(1);
    const audited = `act = 'sendEvidence' and actor = 'unit:u001' and detail ->> 'sha256' = '${hashOf(PDF)}'`;
    expect(await world.count('audit', audited)).toBe(2);
  });

  test('is read by the unit before any report names it, and by nobody else', async () => {
    const as = [JIA, BING, { actor: 'unit:乙局' }, { actor: POST }, { actor: 'auditor' }, {}];
    const found = await Promise.all(as.map((one) => statusFor(hashOf(PDF), one)));
    expect(found).toEqual([200, 404, 404, 404, 404, 404]);
  });

  test.each<[string, string, Uint8Array, object, number, RegExp]>([
    [
      'a PDF that is locked',
      '台账.pdf',
      LOCKED,
      {},
      422,
      /“台账\.pdf”加了密码.*请取消密码、另存后重新上传/,
    ],
    ['a PDF that is cut off', '台账.pdf', CUT, {}, 422, /“台账\.pdf”已经损坏.*请从原件重新导出/],
    ['no PDF inside', '台账.pdf', PNG, {}, 422, /“台账\.pdf”打不开：内容不是 PDF/],
    ['a kind that is not kept', '录像.mp4', PNG, {}, 422, /“录像\.mp4”不是可以存入的文件类型/],
    ['an archive that is no document', '方案.docx', BOOK, {}, 422, /内容不是 Word 文档/],
    ['nothing', '空.txt', new Uint8Array(), {}, 422, /“空\.txt”是空文件/],
    ['a marked name', '方案(秘密).pdf', PDF, {}, 422, /密级标志/],
    ['marked words', '说明.txt', Buffer.from('机密★5年\n说明'), {}, 422, /密级标志/],
    ['other bytes than were meant', '台账.pdf', PDF, { sha256: hashOf(PNG) }, 422, /没有完整传到/],
    ['too much', '台账.pdf', Buffer.alloc(20 * 1024 * 1024 + 1), {}, 413, /每个 20 MB 的上限/],
    ['another unit', '台账.pdf', PDF, { unit: '丙镇' }, 403, /单位只能办理自己的/],
  ])('with %s is refused with a sentence', async (_, name, bytes, more, status, words) => {
    const answer = await send(name, bytes, JIA, more);
    expect([answer.status, answer.body['detail']]).toEqual([status, expect.stringMatching(words)]);
    expect(await world.count('evidence_file')).toBe(1);
  });

  test('a leader and an observer send nothing', async () => {
    for (const actor of [POST, 'auditor', 'principal', 'audit']) {
      expect((await send('台账.pdf', PDF, { actor })).status).toBe(403);
    }
  });
});

describe('a report that names it', () => {
  test('opens it to whoever reads the task, with its size; not to another unit', async () => {
    const evidence = [
      { name: '四月台账.pdf', sha256: hashOf(PDF) },
      { name: '别处.pdf', sha256: 'e'.repeat(64) },
    ];
    expect((await world.report('2', 'with-file', { period: '2026-04', evidence })).status).toBe(
      200,
    );
    await eventually(async () => (await world.count('ledger', `key like '%report:with-file'`)) > 0);
    const as = [
      {},
      { actor: 'principal' },
      { actor: 'auditor' },
      JIA,
      { actor: 'unit:乙局' },
      BING,
    ];
    const found = await Promise.all(as.map((one) => statusFor(hashOf(PDF), one)));
    expect(found).toEqual([200, 200, 200, 200, 404, 404]);
    expect(await statusFor('e'.repeat(64), {})).toBe(404);
  });

  test('it comes to be saved and not to be shown, under the name that the report gives it', async () => {
    const before = await world.count('audit', `act = 'fetchEvidence' and outcome = 'done'`);
    const response = await take(hashOf(PDF), {});
    const head = (name: string) => response.headers.get(name);
    expect(head('content-disposition')).toBe(
      `attachment; filename="_.pdf"; filename*=UTF-8''${encodeURIComponent('四月台账.pdf')}`,
    );
    expect([head('content-type'), head('x-content-type-options')]).toEqual([
      'application/pdf',
      'nosniff',
    ]);
    expect(head('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(head('cache-control')).toBe('no-store');
    expect(Buffer.from(await response.arrayBuffer()).equals(PDF)).toBe(true);
    expect(await world.count('audit', `act = 'fetchEvidence' and outcome = 'done'`)).toBe(
      before + 1,
    );
  });

  test('the pages show what is kept and what is only named', async () => {
    const files = [
      { name: '四月台账.pdf', sha256: hashOf(PDF), kept: true, words: sizeWords(PDF.length) },
      {
        ...{ name: '别处.pdf', sha256: 'e'.repeat(64), kept: false },
        words: '文件未存入系统，仅登记校验值',
      },
    ];
    const page = await read<OutputOf<'showTaskPage'>>(
      `desk/task?campaign=${CAMPAIGN}&task=2`,
      'office',
    );
    expect(page.history.find(({ type }) => type === 'report')?.files).toEqual(files);
    const sent = await read<OutputOf<'listSent'>>(`sent?campaign=${CAMPAIGN}`, 'unit:甲局');
    expect(sent.sent[0]?.evidence).toEqual(files);
    const other = await read<OutputOf<'showTaskPage'>>(
      `desk/task?campaign=${CAMPAIGN}&task=2`,
      'unit:乙局',
    );
    expect(other.history.flatMap((line) => line.files)).toEqual([]);
  });

  test('naming the hash of another unit’s file opens nothing', async () => {
    const said = { campaign: CAMPAIGN, text: '已完成', requestId: 'stolen', period: '2026-04' };
    const evidence = [{ name: '台账.pdf', sha256: hashOf(PDF) }];
    await world.post('/tasks/3/reports', { ...said, evidence }, 'unit:丙镇');
    expect(await world.count('evidence', `request_id = 'stolen'`)).toBe(1);
    expect(await statusFor(hashOf(PDF), BING)).toBe(404);
  });
});

describe('by a link', () => {
  let link = '';
  let named: { task: string; obligation: string };

  beforeAll(async () => {
    const made = await world.post('/links', { campaign: CAMPAIGN, unit: '丙镇', requestId: 'l1' });
    link = String(made.body['token']);
    const [first] = made.body['obligations'] as { task: string; obligation: string }[];
    named = { task: first?.task ?? '', obligation: first?.obligation ?? '' };
  });

  test('a file is kept for what the link opens, and for nothing else', async () => {
    const sent = await send('现场.png', PNG, { link }, named);
    expect(sent).toMatchObject({ status: 200, body: { sha256: hashOf(PNG), repeated: false } });
    const foreign = await send('现场.png', PNG, { link }, { ...named, task: 't0001' });
    expect(foreign).toMatchObject({ status: 403, body: { code: 'link-obligation' } });
    expect(await statusFor(hashOf(PNG), { link })).toBe(200);
    expect(await statusFor(hashOf(PDF), { link })).toBe(404);
    expect(await statusFor(hashOf(PNG), { link: `${link.slice(0, -1)}x` })).toBe(401);
    expect(await world.count('audit', `act = 'sendEvidenceByLink' and outcome = 'done'`)).toBe(1);
  });

  test('its report opens the file to the office', async () => {
    expect(await statusFor(hashOf(PNG), {})).toBe(404);
    const evidence = [{ name: '现场.png', sha256: hashOf(PNG) }];
    const body = { ...named, sentBy: '经办人', text: '已完成', evidence, requestId: 'by-link' };
    const response = await fetch(`${world.url}/api/link/reports`, {
      method: 'POST',
      headers: { ...headersOf({ link }), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    expect(await statusFor(hashOf(PNG), {})).toBe(200);
    expect(await statusFor(hashOf(PNG), JIA)).toBe(404);
  });

  test('attachments of a mail that comes by it are kept, those of another kind only named', async () => {
    const mail = mailOf(link, [
      ['回函.pdf', MAILED],
      ['打包.zip', Buffer.from('PK\x03\x04')],
    ]);
    const answer = await world.post('/mail', { mail, requestId: 'mail-1' });
    expect(answer).toMatchObject({ status: 200, body: { refused: [] } });
    const read = await Promise.all(
      [hashOf(MAILED), hashOf(Buffer.from('PK\x03\x04'))].map((one) => statusFor(one, {})),
    );
    expect(read).toEqual([200, 404]);
    expect(await world.count('evidence', `name = '打包.zip'`)).toBe(1);
  });
});

const MAILED = pdfBytes([{ text: [[80, 700, 16, '回函']] }]);

function mailOf(token: string, files: readonly (readonly [string, Buffer])[]): string {
  const parts = files.map(([name, bytes]) => [
    'Content-Type: application/octet-stream',
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    '',
    bytes.toString('base64'),
  ]);
  const text = ['Content-Type: text/plain; charset=utf-8', '', `任务3：已完成\n\n[督办 ${token}]`];
  const body = [text, ...parts].map((part) => `--x\n${part.join('\n')}\n`).join('');
  const head = 'From: a@example.cn\nTo: b@example.cn\nSubject: re\nMessage-ID: <1@example.cn>';
  const mime = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x';
  return Buffer.from(`${head}\n${mime}\n\n${body}--x--\n`).toString('base64');
}

describe('from the command line', () => {
  test('a file goes in and comes out as it was', async () => {
    const [path, out] = [join(folder, '清单.xlsx'), join(folder, 'out.xlsx')];
    writeFileSync(path, BOOK);
    const common = ['--as', 'office', '--campaign', CAMPAIGN] as const;
    const sent = await world.duban('evidence', 'send', path, '--unit', '甲局', ...common);
    expect([sent.code, sent.out]).toEqual([
      0,
      expect.stringContaining('已存入“清单.xlsx”（Excel 表格'),
    ]);
    const taken = await world.duban('evidence', 'fetch', hashOf(BOOK), '--out', out, ...common);
    expect([taken.code, taken.err]).toEqual([0, '']);
    expect(readFileSync(out).equals(BOOK)).toBe(true);
    const none = await world.duban('evidence', 'fetch', 'd'.repeat(64), ...common);
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('没有可以下载的这份文件')]);
  });
});

test('what one report tells two campaigns, both have; the file is kept once', async () => {
  const [from, to] = ['u001', 'u002'].map((unit) => ({ campaign: CAMPAIGN, unit }));
  if (from === undefined || to === undefined) throw new Error('no units');
  expect(await statusFor(hashOf(PDF), { actor: 'unit:乙局' })).toBe(404);
  await shareEvidence(world.service.pool, from, to, [hashOf(PDF)]);
  await shareEvidence(world.service.pool, from, to, [hashOf(PDF)]);
  expect(await statusFor(hashOf(PDF), { actor: 'unit:乙局' })).toBe(200);
  expect(await world.count('evidence_sender', `sha256 = '${hashOf(PDF)}'`)).toBe(2);
});

describe('what no report names', () => {
  test('goes after its time; what is named, or drafted, stays', async () => {
    const draft = { evidence: [{ name: '草稿.txt', sha256: hashOf(Buffer.from('草稿')) }] };
    await send('草稿.txt', Buffer.from('草稿'), JIA);
    await world.post('/tasks/1/draft', { campaign: CAMPAIGN, content: draft }, 'unit:甲局');
    const { pool } = world.service;
    expect(await world.count('evidence_file')).toBe(5);
    expect(await purgeEvidence(pool, '2026-04-02T00:00:00+08:00')).toBe(0);
    expect(await purgeEvidence(pool, LATER)).toBe(1);
    expect(await world.count('evidence_file')).toBe(4);
    expect(await statusFor(hashOf(BOOK), JIA)).toBe(404);
    expect(await statusFor(hashOf(PDF), JIA)).toBe(200);
    const removed = pool.query('delete from evidence_file where sha256 = $1', [hashOf(PDF)]);
    await expect(removed).rejects.toThrow('is named by a report');
  });
});
