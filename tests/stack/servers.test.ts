import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Client as Temporal, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import type { Found } from '../../client/servers/find.ts';
import { cacheFolder, findTemporal } from '../../client/servers/find.ts';
import { hasTimeSkipping } from '../../client/servers/skipping.ts';
import { RETENTION_DAYS, startTemporal } from '../../client/servers/temporalServer.ts';
import { startPostgres } from '../../store/embedded.ts';
import { installedPrograms } from '../../store/postgresHome.ts';
import { endProcess, identify, living } from '../../store/process.ts';

jest.setTimeout(180_000);

const project = join(import.meta.dirname, '..', '..');
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'duban-servers-'));
  chmodSync(root, 0o755);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
}

function occupy(): Promise<{ port: number; server: Server }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ port: typeof address === 'object' ? (address?.port ?? 0) : 0, server });
    });
  });
}

/** A starter in a process of its own, to be killed; resolves with the pid of the server it has started. */
async function starter(start: string): Promise<{ parent: number; server: number }> {
  const file = (path: string) => pathToFileURL(join(project, path)).href;
  const text = `import { startPostgres } from '${file('store/embedded.ts')}';
    import { startTemporal } from '${file('client/servers/temporalServer.ts')}';
    const server = await ${start}; console.log(server.pid); setInterval(() => {}, 1000)`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', text];
  const child = spawn(process.execPath, args, {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', () => reject(new Error('the starter has died')));
  });
  return { parent: child.pid ?? 0, server: Number(line) };
}

/** The shell that would end the server on its parent's death. */
function guardOf(server: number): number {
  const found = readdirSync('/proc').find((pid) => {
    if (!/^\d+$/.test(pid) || !existsSync(`/proc/${pid}/cmdline`)) return false;
    const [, , , name, watched] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return name === 'guard' && watched === `${server}`;
  });
  if (found === undefined) throw new Error(`no guard of ${server}`);
  return Number(found);
}

const onLinux = process.platform === 'linux' ? test : test.skip;

describe('PostgreSQL', () => {
  test('starts, keeps what was committed over kill -9, and comes back on its port', async () => {
    const folder = join(root, 'kill');
    const first = await startPostgres({ folder });
    expect(await query(first.url, 'select current_database()')).toEqual(['duban']);
    await query(first.url, 'create table receipt (n int)');
    await query(first.url, 'insert into receipt values (1)');
    for (let round = 2; round <= 4; round += 1) {
      const present = round === 2 ? first : await startPostgres({ folder });
      await query(present.url, `insert into receipt values (${round})`);
      process.kill(present.pid, 'SIGKILL');
      expect(await present.exited).toContain('SIGKILL');
    }
    const last = await startPostgres({ folder });
    expect(last.port).toBe(first.port);
    expect(await query(last.url, 'select n from receipt order by n')).toEqual([1, 2, 3, 4]);
    await last.stop();
    expect(await last.exited).toBe('退出码 0');
  });

  test('answers only to its password, listens only on the loopback, and finds Chinese words', async () => {
    const folder = join(root, 'secret');
    const server = await startPostgres({ folder, durable: false });
    try {
      const url = server.url.replace(/:[0-9a-f]+@/, ':wrong@');
      await expect(query(url, 'select 1')).rejects.toMatchObject({ code: '28P01' });
      expect(statSync(join(folder, 'password')).mode & 0o077).toBe(0);
      expect(await query(server.url, 'show listen_addresses')).toEqual(['127.0.0.1']);
      expect(await query(server.url, 'show timezone')).toEqual(['UTC']);
      await query(server.url, 'create extension pg_trgm');
      const sql = "select similarity('高质量发展行动方案', '高质量发展') > 0.3";
      expect(await query(server.url, sql)).toEqual([true]);
    } finally {
      await server.stop();
    }
  });

  test('a folder in use is refused with the pid of its user', async () => {
    const folder = join(root, 'twice');
    const server = await startPostgres({ folder, durable: false });
    try {
      const again = startPostgres({ folder, durable: false });
      await expect(again).rejects.toThrow(`正由进程 ${process.pid} 使用`);
      expect(await query(server.url, 'select 1')).toEqual([1]);
    } finally {
      await server.stop();
    }
  });

  test('a fixed port that is taken is a fault, a kept port that is taken is exchanged', async () => {
    const folder = join(root, 'port');
    const { port, server } = await occupy();
    try {
      const fixed = startPostgres({ folder, port, durable: false });
      await expect(fixed).rejects.toThrow(`端口 ${port} 已被别的程序占用`);
      writeFileSync(join(folder, 'port'), `${port}`);
      const other = await startPostgres({ folder, durable: false });
      expect(other.port).not.toBe(port);
      await other.stop();
    } finally {
      server.close();
    }
  });

  test('a broken folder is a fault that names what is missing and what to do', async () => {
    const folder = join(root, 'broken');
    const server = await startPostgres({ folder, durable: false });
    await server.stop();
    const version = join(folder, 'data', 'PG_VERSION');
    writeFileSync(version, '15\n');
    const older = startPostgres({ folder });
    await expect(older).rejects.toThrow('是 PostgreSQL 15 的，现用程序是 18');
    rmSync(version);
    const broken = startPostgres({ folder });
    await expect(broken).rejects.toThrow(/已损坏（缺少 PG_VERSION）。请从备份恢复/);
    writeFileSync(version, '18\n');
    writeFileSync(join(folder, 'data', 'global', 'pg_control'), Buffer.alloc(8192));
    await expect(startPostgres({ folder })).rejects.toThrow(/已损坏。请从备份恢复/);
    rmSync(join(folder, 'password'));
    await expect(startPostgres({ folder })).rejects.toThrow(/口令文件 .* 不见了/);
  });

  test('a start killed while it made the data folder is done again', async () => {
    const folder = join(root, 'halfway');
    mkdirSync(join(folder, 'data.new', 'base'), { recursive: true });
    writeFileSync(join(folder, 'password.new'), 'half');
    const server = await startPostgres({ folder, durable: false });
    expect(await query(server.url, 'select 1')).toEqual([1]);
    await server.stop();
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  test('a pid file that names another living process does not hinder', async () => {
    const folder = join(root, 'stale');
    const first = await startPostgres({ folder });
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const file = join(folder, 'data', 'postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, [`${process.pid}`, ...lines.slice(1)].join('\n'));
    const second = await startPostgres({ folder });
    expect(await query(second.url, 'select 1')).toEqual([1]);
    await second.stop();
  });

  test('leaves when its starter is killed by SIGKILL', async () => {
    const folder = join(root, 'parent');
    const { parent, server } = await starter(`startPostgres({ folder: '${folder}' })`);
    const identity = identify(server);
    if (identity === undefined) throw new Error('no server');
    process.kill(parent, 'SIGKILL');
    while (living(identity)) await sleep(20);
    const next = await startPostgres({ folder });
    expect(await query(next.url, 'select 1')).toEqual([1]);
    await next.stop();
  });

  onLinux('what a killed start has left is ended by the next one', async () => {
    const folder = join(root, 'leftover');
    const { parent, server } = await starter(`startPostgres({ folder: '${folder}' })`);
    const identity = identify(server);
    if (identity === undefined) throw new Error('no server');
    process.kill(guardOf(server), 'SIGKILL');
    process.kill(parent, 'SIGKILL');
    await sleep(200);
    expect(living(identity)).toBe(true);
    const lines: string[] = [];
    const next = await startPostgres({ folder, log: (line) => lines.push(line) });
    expect(lines[0]).toBe(`结束上次遗留的数据库进程 ${server}`);
    expect(living(identity)).toBe(false);
    expect(await query(next.url, 'select 1')).toEqual([1]);
    await next.stop();
  });

  const asRoot = process.getuid?.() === 0 ? test : test.skip;
  asRoot(
    'a folder that its user cannot reach is served from outside, and found again',
    async () => {
      const closed = join(root, 'closed');
      mkdirSync(closed, { mode: 0o700 });
      const folder = join(closed, 'postgres');
      const lines: string[] = [];
      const log = (line: string) => lines.push(line);
      const first = await startPostgres({ folder, log });
      const kept = readFileSync(join(folder, 'kept-at'), 'utf8');
      expect(lines).toEqual([expect.stringContaining(`数据库文件改放在 ${kept}`)]);
      await query(first.url, 'create table receipt (n int)');
      await first.stop();
      const second = await startPostgres({ folder, log, durable: false });
      expect(await query(second.url, 'select count(*)::int from receipt')).toEqual([0]);
      await second.stop();
      expect(existsSync(kept)).toBe(false);
    },
  );

  test('a platform without programs is told what to do', () => {
    expect(() => installedPrograms('linux', 'mips')).toThrow(/linux-mips.*请重新运行 npm ci/);
  });
});

describe('Temporal', () => {
  let program: Found;
  beforeAll(async () => {
    const log = (line: string) => process.stderr.write(`${line}\n`);
    program = await findTemporal({ cache: cacheFolder(project), env: process.env, log });
  }, 600_000);

  test('keeps a process over kill -9, on its port, with the retention of the register', async () => {
    const file = join(root, 'temporal', 'kill.db');
    const first = await startTemporal({ program, file });
    const workflowId = 'task/c2026-001/t0001';
    const connection = await Connection.connect({ address: first.address });
    await new Temporal({ connection }).workflow.start('task', { workflowId, taskQueue: 'none' });
    await connection.close();
    process.kill(first.pid, 'SIGKILL');
    expect(await first.exited).toContain('SIGKILL');
    const second = await startTemporal({ program, file });
    try {
      expect(second.port).toBe(first.port);
      const again = await Connection.connect({ address: second.address });
      const seen = await new Temporal({ connection: again }).workflow
        .getHandle(workflowId)
        .describe();
      expect(seen.status.name).toBe('RUNNING');
      const { config } = await again.workflowService.describeNamespace({ namespace: 'default' });
      const kept = Number(config?.workflowExecutionRetentionTtl?.seconds);
      expect(kept).toBe(RETENTION_DAYS * 86_400);
      await again.close();
    } finally {
      await second.stop();
    }
  });

  test('a file in use, and a fixed port that is taken, are faults', async () => {
    const file = join(root, 'temporal', 'twice.db');
    const server = await startTemporal({ program, file });
    try {
      await expect(startTemporal({ program, file })).rejects.toThrow(
        `正由进程 ${process.pid} 使用`,
      );
      await expect(startTemporal({ program, port: server.port })).rejects.toThrow(
        `端口 ${server.port} 已被别的程序占用`,
      );
    } finally {
      await server.stop();
    }
  });

  test('a file that is not its own is a fault that says what to do', async () => {
    const file = join(root, 'temporal', 'broken.db');
    writeFileSync(file, 'this is no database. '.repeat(1000));
    await expect(startTemporal({ program, file })).rejects.toThrow(/broken\.db 已损坏.*请/);
  });

  test('leaves when its starter is killed by SIGKILL', async () => {
    const options = JSON.stringify({ program, file: join(root, 'temporal', 'parent.db') });
    const { parent, server } = await starter(`startTemporal(${options})`);
    const identity = identify(server);
    if (identity === undefined) throw new Error('no server');
    process.kill(parent, 'SIGKILL');
    while (living(identity)) await sleep(20);
  });

  onLinux('what a killed start has left is ended by the next one', async () => {
    const file = join(root, 'temporal', 'leftover.db');
    const { parent, server } = await starter(`startTemporal(${JSON.stringify({ program, file })})`);
    const identity = identify(server);
    if (identity === undefined) throw new Error('no server');
    const owner = identify(parent);
    process.kill(guardOf(server), 'SIGKILL');
    process.kill(parent, 'SIGKILL');
    while (owner !== undefined && living(owner)) await sleep(20);
    const lines: string[] = [];
    const next = await startTemporal({ program, file, log: (line) => lines.push(line) });
    expect(lines).toContain(`结束上次遗留的 Temporal 进程 ${server}`);
    expect(living(identity)).toBe(false);
    await next.stop();
    await endProcess(identity, 'SIGKILL');
  });

  test('time can be skipped only on a server that was started for it', async () => {
    const plain = await startTemporal({ program, namespace: 'office' });
    try {
      expect(await hasTimeSkipping(plain.address, 'office')).toBe(false);
    } finally {
      await plain.stop();
    }
    const skipping = await startTemporal({ program, skipping: true });
    try {
      const newEnough = Number(program.version.split('.')[1]) >= 9;
      expect(await hasTimeSkipping(skipping.address)).toBe(newEnough);
    } finally {
      await skipping.stop();
    }
  });
});
