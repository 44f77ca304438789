import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { serve } from '../client/http.ts';
import { beginSession } from '../client/identity/session.ts';
import type { Service } from '../client/service.ts';
import type { Grant } from '../domain/access.ts';
import { epoch } from '../domain/instant.ts';
import { insertAccount } from '../store/accounts.ts';
import { startPostgres } from '../store/embedded.ts';
import { insertGrant } from '../store/grants.ts';
import { migrate } from '../store/migrate.ts';
import { openPool, type Pool } from '../store/pool.ts';
import { fillRegister, NOW } from './deskRegister.ts';

export const log = (line: string) =>
  console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);

/** The real API on a large register, and people who have signed in. */
export interface Desks {
  readonly url: string;
  readonly pool: Pool;
  /** The session of somebody who was granted the desk: of each user his own. */
  readonly cookieOf: (actor: string, user: number) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** With DATABASE_URL of a register that was filled before, nothing is filled. */
export async function openDesks(tasks: number, web?: string): Promise<Desks> {
  const folder = mkdtempSync(join(tmpdir(), 'duban-desks-'));
  const given = process.env['DATABASE_URL'];
  const postgres = given === undefined ? await startPostgres({ folder: join(folder, 'pg') }) : null;
  const databaseUrl = given ?? postgres?.url ?? '';
  if (given === undefined) await migrate(databaseUrl);
  const pool = openPool(databaseUrl, 20);
  if (given === undefined) log(JSON.stringify(await fillRegister(pool, tasks, log)));
  const service: Service = {
    pool,
    client: undefined as unknown as Client,
    taskQueue: 'bench',
    clockOffset: epoch(NOW) - Date.now(),
  };
  const api = await serve(service, {
    ...{ port: 0, token: 'token-of-the-bench', log: () => undefined },
    ...(web === undefined ? {} : { web }),
  });
  const cookies = new Map<string, string>();
  return {
    url: api.url,
    pool,
    cookieOf: async (actor, user) => {
      const seat = `${actor}#${user}`;
      const cookie = cookies.get(seat) ?? (await signedIn(service, actor));
      cookies.set(seat, cookie);
      return cookie;
    },
    stop: async () => {
      await api.close();
      await pool.end();
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function signedIn(service: Service, actor: string): Promise<string> {
  const { pool } = service;
  const now = Date.now();
  const at = new Date(now);
  const person = { login: randomUUID(), name: '压力测试', unit: null, subject: null };
  const account = await insertAccount(pool, { ...person, at });
  await insertGrant(pool, account, grantOf(actor), { at, account: null });
  const strength = 'two-factor';
  return (await beginSession(service, pool, { account, strength }, now)).token;
}

function grantOf(actor: string): Grant {
  if (actor === 'office') return { role: 'administrator' };
  const [desk, name = actor] = actor.split(':');
  return desk === 'unit' ? { role: 'reporter', unit: name } : { role: 'leader', post: name };
}
