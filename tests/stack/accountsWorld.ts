import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { FastifyInstance } from 'fastify';
import { firstSetup } from '../../client/identity/setup.ts';
import type { Identity, OidcSettings } from '../../client/identity/settings.ts';
import { codeAt } from '../../client/identity/totp.ts';
import { OPERATIONS, type OperationName } from '../../client/operations.ts';
import { placed } from '../../client/commands/call.ts';
import { apiOf } from '../../client/server/app.ts';
import { startPostgres } from '../../store/embedded.ts';
import { migrate } from '../../store/migrate.ts';
import { openPool, type Pool } from '../../store/pool.ts';

export const LOCAL = 'token-of-the-machine';
export const GOOD = 'Kite-7-lamp-Harbour';
export const OTHER = 'Copper_42_meadow_Sky';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly cookie: string | undefined;
}

type Body = Answer['body'];

/** A browser: it keeps its cookie and its CSRF token. */
export interface Browser {
  cookie: string | undefined;
  csrf: string | undefined;
  ask(name: OperationName, input?: object, more?: Ask): Promise<Answer>;
}

export interface Ask {
  readonly as?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface AccountsWorld {
  readonly pool: Pool;
  readonly app: FastifyInstance;
  /** Milliseconds; sessions, locks and second factors go by it. */
  readonly clock: { now: number };
  readonly identity: Identity;
  browser(): Browser;
  /** A new code of a second factor: the clock goes on until none of it was used. */
  code(secret: string): string;
  /** Sets up the three, each with a browser, and the secret of each. */
  officers(): Promise<Record<'system' | 'security' | 'audit', { web: Browser; secret: string }>>;
  stop(): Promise<void>;
}

/** `port`: where the test will let it listen; browsers find it there. The pages are those that `DUBAN_WEB` names, or `web/dist`. */
export async function startAccounts(oidc?: OidcSettings, port = 8123): Promise<AccountsWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'duban-accounts-'));
  chmodSync(folder, 0o755);
  const postgres = await startPostgres({ folder: join(folder, 'pg'), durable: false });
  await migrate(postgres.url);
  const pool = openPool(postgres.url);
  const clock = { now: Date.parse('2026-11-23T09:00:00+08:00') };
  const identity: Identity = {
    ...{ key: randomBytes(32), profile: 'dengbao', secure: false, oidc },
    publicUrl: `http://127.0.0.1:${port}`,
    clock: () => clock.now,
  };
  const client = undefined as unknown as Client;
  const service = {
    pool,
    client,
    taskQueue: 'none',
    clockOffset: 86_400_000_000,
    identity,
    linkKey: 'key',
  };
  const rates = { entry: 10_000, address: 10_000 };
  const web = process.env['DUBAN_WEB'];
  const app = apiOf(service, {
    ...{ token: LOCAL, log: () => undefined, rates },
    ...(web === undefined ? {} : { web }),
  });
  await app.ready();
  const code = (secret: string) => {
    clock.now += 60_000;
    return codeAt(secret, clock.now);
  };
  return {
    ...{ pool, app, clock, identity, code },
    browser: () => browserOf(app),
    officers: () => officersOf(pool, app, clock, code),
    stop: async () => {
      await app.close();
      await pool.end();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let requests = 0;

function browserOf(app: FastifyInstance): Browser {
  const own: Browser = {
    cookie: undefined,
    csrf: undefined,
    async ask(name, input = {}, { as, headers = {} } = {}) {
      const { method, path, input: schema } = OPERATIONS[name];
      const takes = 'requestId' in (schema as unknown as { shape: object }).shape;
      const whole = takes ? { requestId: `r-${++requests}`, ...input } : input;
      const at = placed(path, whole);
      const query = new URLSearchParams(
        method === 'GET'
          ? Object.entries(at.rest).map(([key, value]): [string, string] => [key, String(value)])
          : [],
      ).toString();
      const response = await app.inject({
        method,
        url: `/api${at.path}${query === '' ? '' : `?${query}`}`,
        remoteAddress: '10.0.0.7',
        headers: {
          host: '127.0.0.1:8123',
          'content-type': 'application/json',
          ...(own.cookie === undefined ? {} : { cookie: own.cookie }),
          ...(own.csrf === undefined ? {} : { 'x-duban-csrf': own.csrf }),
          ...(as === undefined ? {} : { 'x-duban-actor': encodeURIComponent(as) }),
          ...headers,
        },
        ...(method === 'POST' ? { payload: JSON.stringify(at.rest) } : {}),
      });
      const set = response.headers['set-cookie'];
      const cookie = typeof set === 'string' ? set : undefined;
      if (cookie !== undefined) own.cookie = cookie.split(';')[0];
      const body = response.json<Body>();
      const view = (body['session'] ?? body) as { csrf?: string };
      if (typeof view.csrf === 'string') own.csrf = view.csrf;
      return { status: response.statusCode, body, cookie };
    },
  };
  return own;
}

async function officersOf(
  pool: Pool,
  app: FastifyInstance,
  clock: { now: number },
  code: (secret: string) => string,
): ReturnType<AccountsWorld['officers']> {
  const made: Partial<Record<string, { web: Browser; secret: string }>> = {};
  for (const { officer, token } of await firstSetup(pool, clock.now)) {
    const web = browserOf(app);
    const opened = await web.ask('openSetup', { link: token });
    const { secret } = opened.body['factor'] as { secret: string };
    const person = { login: `${officer}-1`, name: `${officer}员`, password: GOOD };
    const done = await web.ask('completeSetup', {
      ...{ link: token, ...person, secret, code: code(secret) },
    });
    if (done.status !== 200) throw new Error(JSON.stringify(done.body));
    made[officer] = { web, secret };
  }
  return made as Awaited<ReturnType<AccountsWorld['officers']>>;
}
