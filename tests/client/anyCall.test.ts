import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { callAny, type CallOptions } from '../../client/commands/anyCall.ts';
import { CommandEnd, type Io } from '../../client/commands/io.ts';

const TOKEN = `${'0a'.repeat(8)}-${'1b'.repeat(16)}`;
const SHA = 'a'.repeat(64);

let folder: string;
let server: Server;
let base: string;
let asked: { method: string; url: string; headers: IncomingMessage['headers']; body: string };
let printed: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duban-call-'));
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      asked = { method, url, headers, body };
      if (url.startsWith('/api/link/evidence/')) {
        response.setHeader('content-type', 'application/pdf');
        response.setHeader('content-disposition', "attachment; filename*=UTF-8''..%2Fa.pdf");
        return response.end('the file');
      }
      response.setHeader('content-type', 'application/json');
      const kept = { sha256: SHA, name: '台账.pdf', size: 3, words: '已存入', repeated: false };
      const draft = { task: 't0001', obligation: 'o', at: '2026-01-01T00:00:00+08:00', words: '' };
      return response.end(JSON.stringify(url.includes('draft') ? draft : kept));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(join(folder, '台账.pdf'), 'pdf');
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  printed = [];
});

const run = (name: string, options: Partial<CallOptions> & object, env: object = {}) =>
  callAny(
    {
      env: { DUBAN_HOME: folder, DUBAN_API: base, DUBAN_TOKEN: 'own', ...env },
      out: (text: string) => printed.push(text),
    } as unknown as Io,
    name,
    { input: '{}', as: 'office', ...options },
  );

test('sends a file as it is, under its name', async () => {
  await run('sendEvidence', { file: join(folder, '台账.pdf'), as: 'unit:甲局' });
  const { pathname, searchParams } = new URL(asked.url, base);
  expect([asked.method, pathname, searchParams.get('name')]).toEqual([
    ...['POST', '/evidence', '台账.pdf'],
  ]);
  expect(asked.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    authorization: 'Bearer own',
  });
  expect(asked.body).toBe('pdf');
  expect(JSON.parse(printed.join(''))).toMatchObject({ sha256: SHA });
});

test('comes by a signed link, wherever it leads and without a token of the machine', async () => {
  const input = JSON.stringify({ task: 't0001', obligation: 'o', content: { text: '已完成' } });
  const link = `${base}/r#${TOKEN}`;
  await run('draftByLink', { link, input }, { DUBAN_API: '', DUBAN_TOKEN: '' });
  expect(asked).toMatchObject({ url: '/api/link/draft', body: input });
  expect(asked.headers.authorization).toBe(`Link ${TOKEN}`);
  const about = JSON.stringify({ task: 't0001', obligation: 'o' });
  await run('sendEvidenceByLink', { link: TOKEN, input: about, file: join(folder, '台账.pdf') });
  expect(asked.url).toMatch(/^\/api\/link\/evidence\?.*task=t0001/u);
  expect(asked.headers.authorization).toBe(`Link ${TOKEN}`);
});

test('writes a file down where it is told, and over none', async () => {
  const out = join(folder, 'kept.pdf');
  const options = { link: TOKEN, input: JSON.stringify({ sha256: SHA }), out };
  await run('fetchEvidenceByLink', options);
  expect(readFileSync(out, 'utf8')).toBe('the file');
  expect(JSON.parse(printed.join(''))).toMatchObject({ file: out, size: 8 });
  await expect(run('fetchEvidenceByLink', options)).rejects.toThrow('已经存在');
});

test.each([
  ['sendEvidence', {}, '--file'],
  ['listTasks', { file: 'x' }, '不收文件'],
  ['listTasks', { out: 'x' }, '不给出文件'],
  ['openLink', { link: 'https://x/r' }, '完整的填报链接'],
  ['nothing', {}, '没有名为'],
])('%s with %j says what is wrong', async (name, options, words) => {
  await expect(run(name, options)).rejects.toThrow(CommandEnd);
  await expect(run(name, options)).rejects.toThrow(words);
});
