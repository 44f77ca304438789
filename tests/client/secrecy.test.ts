import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import * as xlsx from '@e965/xlsx';
import type { FastifyInstance } from 'fastify';
import { runCli } from '../../client/commands/program.ts';
import { apiOf } from '../../client/server/app.ts';
import { OPERATIONS, type Operation, type OperationName } from '../../client/operations.ts';
import type { Service } from '../../client/service.ts';
import { paragraph, wordDocument, wordTable, workbook } from '../fixtures/import/build.ts';

const SECRET = '某处工程的坐标与进度';
const MARKED = `机密★10年\n${SECRET}`;
const TOKEN = 'token-of-the-test';

interface Door {
  readonly api: FastifyInstance;
  readonly queries: { readonly sql: string; readonly values: readonly unknown[] }[];
  readonly log: string[];
}

let opened: Door | undefined;

/** The API over a register that only notes what it is asked, and a Temporal that is not there; nothing of before is noted. */
function door(): Door {
  opened ??= openDoor();
  opened.queries.length = 0;
  opened.log.length = 0;
  return opened;
}

function openDoor(): Door {
  const queries: Door['queries'] = [];
  const log: string[] = [];
  const query = (asked: string | { text: string }, values: readonly unknown[] = []) => {
    const sql = typeof asked === 'string' ? asked : asked.text;
    queries.push({ sql, values });
    const rows = /clock_timestamp/.test(sql) ? [{ ms: '0', snapshot: '1:1:' }] : [];
    return Promise.resolve({ rows, rowCount: rows.length });
  };
  const service = { pool: { query }, client: {}, taskQueue: 'q', clockOffset: 0 };
  const api = apiOf(service as unknown as Service, { token: TOKEN, log: (line) => log.push(line) });
  return { api, queries, log };
}

interface Sent {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: unknown;
  readonly actor?: string;
}

async function send({ api }: Door, { method, url, body, actor = 'office' }: Sent) {
  const headers = {
    authorization: `Bearer ${TOKEN}`,
    'content-type': 'application/json',
    'x-duban-actor': encodeURIComponent(actor),
  };
  const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
  const answer = await api.inject({ method, url, headers, ...payload });
  return { status: answer.statusCode, text: answer.body, body: answer.json<{ code: string }>() };
}

type Schema = { readonly _zod: { readonly def: Readonly<Record<string, unknown>> } };

/** The paths of all texts that an input may hold; `*` is an element, `key` the name of a field. */
function textsOf(schema: Schema, depth = 0): readonly (readonly string[])[] {
  const { def } = schema._zod;
  if (depth > 12) return [];
  const inner = (next: unknown, name?: string) =>
    textsOf(next as Schema, depth + 1).map((path) => (name === undefined ? path : [name, ...path]));
  switch (def['type']) {
    case 'string':
      return [[]];
    case 'object':
      return Object.entries(def['shape'] as object).flatMap(([name, own]) => inner(own, name));
    case 'array':
      return inner(def['element'], '*');
    case 'record':
      return [['key'], ...inner(def['valueType'], 'x')];
    case 'union':
      return (def['options'] as unknown[]).flatMap((option) => inner(option));
    case 'pipe':
      return inner(def['in']);
    case 'lazy':
      return inner((def['getter'] as () => unknown)());
    default:
      return 'innerType' in def ? inner(def['innerType']) : [];
  }
}

/** A body in which the text at this path is the given one. */
function bodyAt(path: readonly string[], text: string): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return text;
  if (first === '*') return [bodyAt(rest, text)];
  if (first === 'key' && rest.length === 0) return { [text]: 1 };
  return { [first]: bodyAt(rest, text) };
}

const WRITES = (Object.entries(OPERATIONS) as [string, Operation][]).filter(
  ([, { method }]) => method === 'POST',
);
const FIELDS = WRITES.flatMap(([name, { path, input }]) => {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, field]) => field);
  const texts = textsOf(input as unknown as Schema).filter(([top]) => !inPath.includes(top));
  return [...new Set(texts.map((one) => one.join('.')))].map((field) => [name, path, field]);
});

/** Writes that take no text at all. */
const WITHOUT_TEXT = ['rehearseDesk', 'signOut', 'beginSecondFactor', 'oidcStart'];

describe('what is written through the API', () => {
  test('there are fields to try at every write operation', () => {
    const tried = new Set(FIELDS.map(([name]) => name));
    const without = WRITES.map(([name]) => name).filter((name) => !tried.has(name));
    expect(without).toEqual(WITHOUT_TEXT);
    expect(FIELDS.map(([name, , field]) => `${name} ${field}`)).toEqual(
      expect.arrayContaining([
        'submitReport text',
        'submitReport nil',
        'decide reason',
        'createCampaign plan.title',
        'createCampaign plan.tasks.*.content',
      ]),
    );
  });

  test.each(FIELDS)('%s (%s) keeps nothing of a marked %s', async (name, path, field) => {
    const at = door();
    const url = (path ?? '').replace(/:\w+/g, '1');
    const body = bodyAt((field ?? '').split('.'), MARKED);
    const isFile = 'file' in OPERATIONS[name as OperationName];
    // what is said of a file stands in the address
    const sent = isFile
      ? { url: `${url}?${new URLSearchParams(body as Record<string, string>).toString()}` }
      : { url, body };
    const answer = await send(at, { method: 'POST', ...sent });
    expect([answer.status, answer.body.code]).toEqual([422, 'classified']);
    const inserts = at.queries.filter(({ sql }) => /insert|update/i.test(sql));
    expect(inserts).toHaveLength(1);
    expect(inserts[0]?.sql).toContain('audit');
    expect(inserts[0]?.values.slice(1)).toEqual([
      'office',
      'classified-refused',
      '',
      'classified',
      JSON.stringify({ door: name, mark: '机密' }),
      // an address is looked at before anybody is asked who comes
      ...[isFile ? null : '本机令牌', '127.0.0.1', expect.any(String)],
    ]);
    expect(JSON.stringify([at.queries, at.log, answer.text])).not.toContain(SECRET.slice(0, 4));
  });

  test('an unknown field, an element far down and the name of a field are looked at too', async () => {
    for (const body of [
      { text: 'x', more: { list: [[MARKED]] } },
      { text: 'x', [`机密★1年`]: 1 },
      { text: '绝\u200b密　★　启用前' },
      { text: '秘密' },
    ]) {
      const at = door();
      const answer = await send(at, { method: 'POST', url: '/tasks/1/reports', body });
      expect(answer.body.code).toBe('classified');
    }
  });

  test.each<[string, Sent]>([
    ['a path', { method: 'POST', url: `/tasks/${encodeURIComponent('机密★')}/reports`, body: {} }],
    ['a query', { method: 'GET', url: `/tasks?unit=${encodeURIComponent('【机密】甲局')}` }],
    ['the name of a parameter', { method: 'GET', url: `/tasks?${encodeURIComponent('机密')}=1` }],
    ['no address', { method: 'GET', url: `/x/${encodeURIComponent('机密★')}` }],
    ['a caller', { method: 'GET', url: '/tasks', actor: 'unit:【机密】甲局' }],
  ])('%s that bears a mark is refused', async (_, sent) => {
    const at = door();
    const answer = await send(at, sent);
    expect([answer.status, answer.body.code]).toEqual([422, 'classified']);
    const said = JSON.stringify([at.queries, at.log]);
    expect(said).toContain('classified-refused');
    expect(said).not.toContain('甲局');
    expect(said).not.toContain('★');
  });

  test('what only speaks of secrets is not refused for it', async () => {
    const body = { text: '加强保密工作，保护商业秘密', requestId: 'r1' };
    const answer = await send(door(), { method: 'POST', url: '/tasks/1/reports', body });
    expect(answer.body.code).not.toBe('classified');
  });
});

const PARK = join(import.meta.dirname, '..', '..', 'plans', 'park.regime.yaml');
const folder = mkdtempSync(join(tmpdir(), 'duban-secrecy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function duban(...argv: string[]) {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const code = await runCli(argv, {
    out: say,
    err: say,
    width: 80,
    env: { DUBAN_HOME: folder },
    now: () => Date.parse('2026-03-02T09:00:00+08:00'),
    progress: { write: () => undefined },
  });
  return { code, said: said.join('\n') };
}

const HEAD = ['序号', '工作任务', '牵头单位', '完成时限'];
const ROW = ['1', SECRET, '甲局', '2026年6月底前'];
const TABLE = wordTable([HEAD, ROW]);
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const header = (words: string) => ({
  name: 'word/header1.xml',
  content: `<w:hdr ${W}><w:p><w:r><w:t>${words.slice(0, 1)}</w:t></w:r><w:r><w:t>${words.slice(1)}</w:t></w:r></w:p></w:hdr>`,
});
const box = `<w:p><w:r><w:t>任务分工方案</w:t></w:r><w:r><w:pict><w:txbxContent>${paragraph('机密')}</w:txbxContent></w:pict></w:r></w:p>`;
const watermark = `<w:p><w:r><w:pict><v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="绝密"/></w:pict></w:r></w:p>`;

function sheetWithHeader(code: string): Buffer {
  const book = xlsx.utils.book_new();
  const sheet = xlsx.utils.aoa_to_sheet([HEAD, ROW]);
  xlsx.utils.book_append_sheet(book, sheet, code);
  return xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

describe('files that are read on the command line', () => {
  test.each<[string, string, string | Uint8Array]>([
    ['the first line of a sheet', '分工表.xlsx', workbook([['机密★1年'], HEAD, ROW])],
    ['a cell', '分工表.xlsx', workbook([HEAD, ROW, ['2', '修订规划', '乙局', '秘 密']])],
    ['the name of a sheet', '分工表.xlsx', sheetWithHeader('机密')],
    ['a paragraph', '方案.docx', wordDocument(paragraph('机　密') + TABLE)],
    ['vertical letters', '方案.docx', wordDocument(paragraph('机\n密\n★') + TABLE)],
    ['a page header cut into runs', '方案.docx', wordDocument(TABLE, [header('机密★长期')])],
    ['a text box', '方案.docx', wordDocument(box + TABLE)],
    ['a watermark', '方案.docx', wordDocument(watermark + TABLE)],
    ['a file name', '方案(秘密).docx', wordDocument(TABLE)],
    ['YAML', '方案.yaml', `title: 机密\ntasks:\n  - { content: ${SECRET}, lead: 甲局 }\n`],
    [
      'escaped letters',
      '方案.yaml',
      `title: "\\u673a\\u5bc6"\ntasks:\n  - { content: 甲, lead: 甲局 }\n`,
    ],
    [
      'a comment',
      '方案.yaml',
      `# 密级：秘密\ntitle: 方案\ntasks:\n  - { content: 甲, lead: 甲局 }\n`,
    ],
  ])('a plan with a mark in %s is refused, and nothing of it is said', async (_, name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    const run = await duban('import', path);
    expect([run.code, run.said]).toEqual([
      1,
      expect.stringMatching(/带有密级标志“.*未接收、未保存/),
    ]);
    expect(run.said).not.toContain(SECRET.slice(0, 4));
    expect((await duban('import', path, '--json')).said).toContain('"classified"');
  });

  test('regime, directory and report files are looked at too', async () => {
    const plan = join(folder, 'plan.xlsx');
    writeFileSync(plan, workbook([HEAD, ROW]));
    const marked = join(folder, 'marked.txt');
    writeFileSync(marked, MARKED);
    const regime = ['rehearse', plan, '--regime'];
    for (const argv of [
      [...regime, marked],
      [...regime, PARK, '--units', marked],
      [...regime, PARK, '--calendar', marked],
      ['report', '1', '--file', marked],
    ]) {
      const run = await duban(...argv);
      expect([argv.join(' '), run.code, run.said]).toEqual([
        argv.join(' '),
        1,
        expect.stringContaining('密级标志“机密★10年”'),
      ]);
    }
  });

  test('a plan that only speaks of secrets is read', async () => {
    const path = join(folder, '保密工作分工.xlsx');
    writeFileSync(path, workbook([HEAD, ['1', '保护商业秘密，加强保密工作', '甲局', '持续推进']]));
    expect((await duban('import', path)).code).toBe(0);
  });
});
