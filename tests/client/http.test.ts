import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { FaultError } from '../../client/faultError.ts';
import { keyOf } from '../../client/server/idempotency.ts';
import { serve } from '../../client/http.ts';
import { apiOf } from '../../client/server/app.ts';
import { settingsOf, type ApiOptions } from '../../client/server/settings.ts';
import { OPERATIONS } from '../../client/operations.ts';
import type { Service } from '../../client/service.ts';

const TOKEN = 'token-of-the-test';
const LOCAL = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
const folder = mkdtempSync(join(tmpdir(), 'duban-http-'));
const SCRIPT = 'console.log("督办");'.repeat(100);

/** The server over a register that has nothing. */
function server(more: Partial<ApiOptions> = {}, broken = false) {
  const log: string[] = [];
  const query = (asked: string | { text: string }) => {
    const sql = typeof asked === 'string' ? asked : asked.text;
    if (broken && /from campaign/.test(sql)) return Promise.reject(new Error('甲局的内情'));
    const rows = /clock_timestamp/.test(sql) ? [{ ms: '0', snapshot: '1:1:' }] : [];
    return Promise.resolve({ rows, rowCount: rows.length });
  };
  const service = { pool: { query }, client: {}, taskQueue: 'q', clockOffset: 0 };
  const options = {
    token: TOKEN,
    log: (line: string) => void log.push(line),
    web: folder,
    ...more,
  };
  const app = apiOf(service as unknown as Service, options);
  return { app, log };
}

beforeAll(() => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>督办</title>');
  writeFileSync(join(folder, 'assets', 'main-1.js'), SCRIPT);
  writeFileSync(join(folder, 'assets', 'main-1.js.br'), brotliCompressSync(SCRIPT));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ask(app: FastifyInstance, url: string, more: InjectOptions = {}) {
  return app.inject({ method: 'GET', url, ...more });
}

describe('pages', () => {
  const { app } = server();

  test.each(['/', '/tasks', '/tasks/3?campaign=c2026-001', '/nowhere/at/all'])(
    'a browser at %s is given the page',
    async (url) => {
      const answer = await ask(app, url, { headers: { accept: 'text/html,*/*' } });
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
      expect(answer.body).toContain('<title>督办</title>');
    },
  );

  test('assets are kept for good and come compressed', async () => {
    const headers = { 'accept-encoding': 'br' };
    const answer = await ask(app, '/assets/main-1.js', { headers });
    expect(answer.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringContaining('javascript'),
    });
    expect((await ask(app, '/assets/main-1.js')).body).toBe(SCRIPT);
    const none = await ask(app, '/assets/none.js', { headers: { accept: 'text/html' } });
    expect([none.statusCode, none.json()]).toEqual([
      404,
      expect.objectContaining({ code: 'no-such-address' }),
    ]);
  });

  test.each(['/assets/../index.html', '/assets/%2e%2e/index.html', '/assets/..%2f..%2fetc/passwd'])(
    '%s does not leave the folder',
    async (url) => {
      const answer = await ask(app, url);
      expect(answer.body).not.toContain('root:');
      expect([200, 403, 404, 422]).toContain(answer.statusCode);
    },
  );

  test('where nothing was built the page says what to do', async () => {
    const answer = await ask(server({ web: join(folder, 'none') }).app, '/');
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain('npm run build');
  });
});

describe('the door', () => {
  const { app, log } = server();

  test.each<[string, InjectOptions['method'], string, object, number, string]>([
    ['nobody', 'GET', '/api/tasks', {}, 401, 'sign-in-needed'],
    ['a wrong token', 'GET', '/api/tasks', { authorization: 'Bearer x' }, 401, 'unauthorised'],
    ['another scheme', 'GET', '/api/tasks', { authorization: 'Basic eDp5' }, 401, 'unauthorised'],
    ['an old path', 'GET', '/tasks', {}, 401, 'unauthorised'],
    ['an unknown address', 'GET', '/api/none', LOCAL, 404, 'no-such-address'],
    ['a manner that is not known', 'PUT', '/api/tasks', LOCAL, 405, 'method-not-allowed'],
    ['a foreign name', 'GET', '/api/tasks', { ...LOCAL, host: 'evil.test' }, 421, 'host-unknown'],
    ['a malformed address', 'GET', '/api/%E0%A4%A', LOCAL, 422, 'message-malformed'],
    [
      'a malformed actor',
      'GET',
      '/api/tasks',
      { ...LOCAL, 'x-duban-actor': '%' },
      422,
      'actor-malformed',
    ],
  ])('%s is refused in one sentence', async (_, method = 'GET', url, headers, status, code) => {
    const answer = await app.inject({ method, url, headers: headers as Record<string, string> });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    const { instance, ...problem } = answer.json<Record<string, unknown>>();
    expect(problem).toMatchObject({ type: `urn:duban:fault:${code}`, status, code });
    expect(problem['detail']).toMatch(/\p{Script=Han}.*。/u);
    expect(instance).toBe(`urn:duban:request:${String(answer.headers['x-request-id'])}`);
  });

  test.each<[InjectOptions['method'], string, string]>([
    ['DELETE', '/api/tasks', 'GET, HEAD'],
    ['GET', '/api/decisions', 'POST'],
    ['PUT', '/api/campaigns', 'POST, GET, HEAD'],
    ['POST', '/health', 'GET, HEAD'],
    ['POST', '/api/events', 'GET, HEAD'],
    ['POST', '/openapi.json', 'GET, HEAD'],
  ])('%s %s is told which manners there are', async (method = 'GET', url, allow) => {
    const answer = await app.inject({ method, url, headers: LOCAL });
    expect([answer.statusCode, answer.headers['allow']]).toEqual([405, allow]);
  });

  test('whoever is not known is told how he may come', async () => {
    const answer = await ask(app, '/api/tasks');
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer /);
    const found = await ask(app, '/api/none', { headers: LOCAL });
    expect(found.headers['www-authenticate']).toBeUndefined();
  });

  test('a program that takes no page is given none', async () => {
    const headers = { accept: 'application/json' };
    const answer = await ask(app, '/nowhere', { headers });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([
      404,
      'no-such-address',
    ]);
    for (const url of ['/openapi.json', '/api/openapi.json']) {
      expect((await ask(app, url)).json<{ openapi: string }>().openapi).toBe('3.1.0');
    }
  });

  test.each<[string, string | Buffer, string, number, string]>([
    ['no JSON', '{', 'application/json', 422, 'message-malformed'],
    ['a list', '[]', 'application/json', 422, 'message-malformed'],
    ['another format', 'a=1', 'application/x-www-form-urlencoded', 415, 'media-type'],
    ['no format at all', '{"a":1}', '', 415, 'media-type'],
    [
      'too much',
      JSON.stringify({ text: 'a'.repeat(2_000_000) }),
      'application/json',
      413,
      'too-large',
    ],
    [
      'too deep',
      `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`,
      'application/json',
      422,
      'message-malformed',
    ],
    ['wrong types', '{"text":[],"requestId":7}', 'application/json', 422, 'message-malformed'],
  ])('a body that is %s is refused', async (_, payload, type, status, code) => {
    const headers = { ...LOCAL, 'content-type': type };
    const answer = await app.inject({
      method: 'POST',
      url: '/api/tasks/1/reports',
      headers,
      payload,
    });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });

  test('no other site may ask, and pages load nothing from elsewhere', async () => {
    const { headers } = await ask(app, '/');
    expect(headers['content-security-policy']).toMatch(
      /default-src 'self'.*frame-ancestors 'none'/,
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    const secure = server({ publicUrl: 'https://duban.example.gov.cn' }).app;
    const named = await ask(secure, '/health', { headers: { host: 'duban.example.gov.cn' } });
    expect(named.statusCode).toBe(200);
    expect(named.headers).toHaveProperty('strict-transport-security');
  });

  test('a request bears its own sane number, or a new one', async () => {
    const own = await ask(app, '/health', { headers: { 'x-request-id': 'r-1.2:3' } });
    expect(own.headers['x-request-id']).toBe('r-1.2:3');
    for (const bad of ['a b', '长', 'x'.repeat(65), '"\n']) {
      const answer = await ask(app, '/health', { headers: { 'x-request-id': bad } });
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{16}$/);
    }
  });

  test('what nobody foresaw is a number for the caller and a stack for the log', async () => {
    const faulty = server({}, true);
    const answer = await ask(faulty.app, '/api/campaigns', { headers: LOCAL });
    const { detail, code } = answer.json<{ detail: string; code: string }>();
    expect([answer.statusCode, code]).toEqual([500, 'internal']);
    expect(detail).toContain(String(answer.headers['x-request-id']));
    expect(answer.body).not.toContain('内情');
    expect(faulty.log.join('\n')).toContain('"level":"error"');
  });

  test('the log holds neither words, nor tokens, nor actors', async () => {
    log.length = 0;
    const url = `/api/tasks?unit=${encodeURIComponent('甲局')}&campaign=c2026-001`;
    await ask(app, url, {
      headers: { ...LOCAL, 'x-duban-actor': encodeURIComponent('unit:甲局') },
    });
    expect(log.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ operation: 'listTasks', route: '/api/tasks', caller: 'local' }),
    ]);
    expect(log.join('')).not.toMatch(/甲局|%E7|token-of/);
  });

  test('whoever tries to come in again and again has to wait', async () => {
    const { app: strict } = server({ rates: { entry: 3 } });
    const codes = [];
    for (let n = 0; n < 5; n += 1) {
      const request = { method: 'POST' as const, url: '/api/session', payload: '{}' };
      const answer = await strict.inject({
        ...request,
        headers: { 'content-type': 'application/json' },
      });
      codes.push(answer.statusCode);
      if (n === 4) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(codes).toEqual([422, 422, 422, 429, 429]);
  });
});

describe('the number of a request', () => {
  const { submitReport, saveDraft, listTasks } = OPERATIONS;
  const header = (key: string) => ({ headers: { 'idempotency-key': key } });

  test('is taken from the header or from the body', () => {
    expect(keyOf(submitReport, header('"a"'), { text: 'x' })).toEqual({
      id: 'a',
      input: { text: 'x', requestId: 'a' },
    });
    expect(keyOf(saveDraft, header('a'), {})).toEqual({ id: 'a', input: {} });
    expect(keyOf(submitReport, { headers: {} }, { requestId: 'b' }).id).toBe('b');
    expect(keyOf(submitReport, { headers: {} }, {}).id).toBeUndefined();
    expect(keyOf(listTasks, header('a'), {}).id).toBeUndefined();
  });

  test('may not be two', () => {
    expect(() => keyOf(submitReport, header('a'), { requestId: 'b' })).toThrow(FaultError);
    expect(() => keyOf(submitReport, header('a b'), {})).toThrow(FaultError);
  });
});

test('a server that is told to stop answers what is on its way', async () => {
  const own = await serve({} as Service, { port: 0, token: TOKEN, log: () => undefined });
  const asked = Array.from({ length: 20 }, () => fetch(`${own.url}/health`));
  const closing = own.close();
  const answers = await Promise.all(asked);
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  await closing;
  await expect(fetch(`${own.url}/health`)).rejects.toThrow();
});

test('settings of the environment are checked before the server starts', () => {
  expect(settingsOf({ DUBAN_LOG: 'warn', DUBAN_RATE: '900', DUBAN_WEB: '' })).toEqual({
    level: 'warn',
    rates: { caller: 900 },
  });
  for (const wrong of [
    { DUBAN_LOG: 'loud' },
    { DUBAN_RATE: '-1' },
    { DUBAN_PUBLIC_URL: 'duban' },
  ]) {
    expect(() => settingsOf(wrong)).toThrow(/接口没有启动/);
  }
});
