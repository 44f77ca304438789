import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { readRun, type Child } from '../../client/runFile.ts';
import { cacheFolder } from '../../client/servers/find.ts';
import { plusMonths, sampleOf } from '../../client/sample.ts';
import { homeOf, tokenOf } from '../../client/startup/home.ts';
import { Behaviour } from '../../domain/behaviour.ts';
import { Context, OwedTask } from '../../domain/context.ts';
import { instantOf } from '../../domain/instant.ts';
import { rehearse } from '../../domain/rehearse.ts';
import { endProcess, identify, living, type Identity } from '../../store/process.ts';

jest.setTimeout(240_000);

/** A wake-up comes at most this long after its instant (settling and spread). */
const WAKES_WITHIN_MS = 12 * 60_000;
const project = join(import.meta.dirname, '..', '..');
const roots: string[] = [];
const started: Start[] = [];

function folder(): string {
  const root = mkdtempSync(join(tmpdir(), 'duban-start-'));
  chmodSync(root, 0o755);
  roots.push(root);
  return root;
}

function environment(home: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const mine = Object.entries(process.env).filter(
    ([key]) => !/^(TEMPORAL_|DUBAN_|DATABASE_URL|NODE_OPTIONS|npm_)/.test(key),
  );
  const cache = cacheFolder(project);
  return { ...Object.fromEntries(mine), DUBAN_HOME: home, DUBAN_CACHE: cache, ...more };
}

/** A program of bin/ as a person would start it, and what it has said. */
interface Start {
  readonly child: ChildProcess;
  readonly lines: string[];
  readonly exited: Promise<number | null>;
  says(words: string): Promise<void>;
}

function launch(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Start {
  const child = spawn(process.execPath, [join(project, 'bin', program), ...args], {
    env,
    cwd: project,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const waiters: { words: string; heard: () => void }[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const { words, heard } of waiters) if (line.includes(words)) heard();
    });
  }
  const exited = new Promise<number | null>((done) => child.once('close', done));
  const says = async (words: string): Promise<void> => {
    if (lines.some((line) => line.includes(words))) return;
    const heard = new Promise<true>((done) => waiters.push({ words, heard: () => done(true) }));
    if ((await Promise.race([heard, exited])) === true) return;
    if (lines.some((line) => line.includes(words))) return;
    throw new Error(`没有说“${words}”就退出了：\n${lines.join('\n')}`);
  };
  const start = { child, lines, exited, says };
  started.push(start);
  return start;
}

async function up(home: string): Promise<Start> {
  const start = launch('start.mjs', [], environment(home));
  await start.says('督办已启动');
  return start;
}

async function stopped(start: Start): Promise<number | null> {
  start.child.kill('SIGINT');
  return start.exited;
}

function childOf(home: string, what: string): Child | undefined {
  return readRun(home).children.find((child) => child.what === what);
}

/** Kills a child by force and waits until the supervisor has another in its place. */
async function killed(home: string, what: string): Promise<void> {
  const victim = childOf(home, what);
  if (victim === undefined) throw new Error(`${what}不在运行`);
  process.kill(victim.pid, 'SIGKILL');
  await until(`${what}重新启动`, () => {
    const present = childOf(home, what);
    return Promise.resolve(present !== undefined && present.pid !== victim.pid);
  });
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`没有等到：${what}`);
    await sleep(200);
  }
}

async function api<T>(home: string, path: string, init: RequestInit = {}): Promise<T> {
  const base = readRun(home).addresses['api'] ?? '';
  const headers = {
    authorization: `Bearer ${tokenOf(homeOf({ DUBAN_HOME: home }))}`,
    'content-type': 'application/json',
  };
  const signal = AbortSignal.timeout(10_000);
  const response = await fetch(`${base}${path}`, { headers, signal, ...init });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

async function rows<T extends object>(home: string, sql: string): Promise<readonly T[]> {
  const client = new Client({ connectionString: readRun(home).addresses['database'] });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/**
 * Starts the sample a second time as of the month before, so that a whole month of reminders, judgements and urgings is
 * caught up with at once. Nobody reports in it.
 */
async function startBacklog(home: string): Promise<string> {
  const before = plusMonths(`${new Date().toISOString().slice(0, 7)}-01`, -1);
  const body = JSON.stringify({
    ...sampleOf(before),
    requestId: 'backlog',
    burdenReason: '与示例并行',
    startedAt: `${before}T08:00:00+08:00`,
  });
  const { campaign } = await api<{ campaign: string }>(home, '/campaigns', {
    method: 'POST',
    body,
  });
  return campaign;
}

/** The notices that a campaign in which nobody reports must have sent by now. */
async function rehearsedNotices(home: string, campaign: string, until: number): Promise<string[]> {
  const [found] = await rows<{ context: unknown }>(
    home,
    `select context from campaign where id = '${campaign}'`,
  );
  const tasks = await rows<{ owed: unknown; leaders: string[] }>(
    home,
    `select owed, array(select jsonb_array_elements_text(body -> 'leaders')) as leaders
       from task where campaign = '${campaign}' order by ordinal`,
  );
  const owed = tasks.map((task) => OwedTask.parse(task.owed));
  const units = new Map(owed.flatMap((task) => task.units.map((unit) => [unit.id, unit])));
  const keys: string[] = [];
  rehearse({
    input: {
      context: Context.parse(found?.context),
      units: [...units.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
      leaders: [...new Set(tasks.flatMap(({ leaders }) => leaders))],
    },
    tasks: owed,
    behaviour: Behaviour.parse({ reports: 'silent' }),
    until: instantOf(until, 'Asia/Shanghai'),
    onRow: ({ process, decision: { kind, key } }) => {
      if (kind === 'notice') keys.push(`${process}|${key}`);
    },
  });
  return keys.sort();
}

interface Owed {
  readonly campaign: string;
  readonly task: string;
  readonly duty: string;
  readonly period: string;
  readonly unit: string;
}

/** One dated deadline of every task that has one: they can be reported on any day of the month. */
async function owedOf(home: string, campaign: string): Promise<readonly Owed[]> {
  let owed: readonly Owed[] = [];
  await until('完成时限已列入应报名单', async () => {
    owed = await rows<Owed>(
      home,
      `select distinct on (task) campaign, task, duty, period, members[1] as unit
         from expected where duty = 'deadlines' and campaign = '${campaign}' order by task, due`,
    );
    return owed.length > 3;
  });
  return owed;
}

/** Units that go on sending, whatever dies; a request that was not acknowledged is repeated under its number. */
function reporting(home: string, owed: readonly Owed[]) {
  const acknowledged: string[] = [];
  let going = true;
  const send = async (lane: number): Promise<void> => {
    for (let i = lane; going; i += 2) {
      const one = owed[i % owed.length] as Owed;
      const requestId = `r${i}`;
      const { task, ...rest } = one;
      const body = JSON.stringify({ ...rest, text: `第 ${i} 次进展`, requestId });
      while (going) {
        try {
          await api(home, `/tasks/${task}/reports`, { method: 'POST', body });
          acknowledged.push(requestId);
          break;
        } catch {
          await sleep(200);
        }
      }
      await sleep(100);
    }
  };
  const lanes = Promise.all([send(0), send(1)]);
  const more = async (count: number) => {
    const target = acknowledged.length + count;
    await until(`再收下 ${count} 份`, () => Promise.resolve(acknowledged.length >= target));
  };
  return {
    more,
    end: async () => {
      going = false;
      await lanes;
      return acknowledged;
    },
  };
}

function everyone(home: string): readonly Identity[] {
  const { starter, children } = readRun(home);
  return [...children, ...(starter ? [starter] : [])];
}

const gone = (identities: readonly Identity[]) =>
  until('全部进程退出', () => Promise.resolve(!identities.some(living)));

afterAll(async () => {
  for (const { child } of started) {
    if (child.exitCode !== null || child.pid === undefined) continue;
    const identity = identify(child.pid);
    if (identity !== undefined) await endProcess(identity, 'SIGINT', 60_000);
  }
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

describe('npm start', () => {
  let home: string;
  let start: Start;
  beforeAll(async () => {
    home = folder();
    start = await up(home);
  });

  test('brings up everything with the sample, and says what is due next', async () => {
    for (const part of ['数据库', '流程服务', '工作进程', '接口']) {
      expect(start.lines.join('\n')).toContain(`${part}已就绪`);
      expect(childOf(home, part)).toBeDefined();
    }
    const { campaigns } = await api<{ campaigns: { id: string; tasks: number }[] }>(
      home,
      '/campaigns',
    );
    expect(campaigns).toMatchObject([{ tasks: 12 }]);
    const table = start.lines.slice(start.lines.findIndex((line) => line.includes('接下来的到期')));
    expect(table.filter((line) => line.includes(campaigns[0]?.id ?? '-'))).toHaveLength(10);
    await until('十二项任务都已交办', async () => {
      const found = await rows(home, `select 1 from ledger where type = 'assigned'`);
      return found.length === 12;
    });
    const shown = launch('duban.mjs', ['tasks'], environment(home));
    expect(await shown.exited).toBe(0);
    expect(shown.lines.join('\n')).toContain('t0012');
  });

  test('a second start on the same folder says so and leaves', async () => {
    const second = launch('start.mjs', [], environment(home));
    expect(await second.exited).toBe(1);
    expect(second.lines.join('\n')).toContain('督办已在运行');
    expect(childOf(home, '接口')).toBeDefined();
  });

  test('nothing acknowledged is lost when worker, Temporal, database, API and start are killed', async () => {
    const [sample] = await rows<{ id: string }>(home, 'select id from campaign');
    const units = reporting(home, await owedOf(home, sample?.id ?? ''));
    await units.more(5);
    const backlog = await startBacklog(home);
    for (const what of ['工作进程', '流程服务', '数据库', '接口']) {
      await killed(home, what);
      await units.more(5);
    }
    const before = everyone(home);
    const starter = readRun(home).starter;
    process.kill(starter?.pid ?? 0, 'SIGKILL');
    expect(await start.exited).not.toBe(0);
    await gone(before);
    start = await up(home);
    expect(start.lines.join('\n')).not.toContain('示例专项行动');
    await units.more(5);
    const acknowledged = await units.end();
    await until('每份报送都有判定', async () => {
      const open = await rows(home, 'select 1 from intake where verdict is null');
      return open.length === 0;
    });
    const answered = await rows<{ id: string }>(
      home,
      `select request_id as id from intake where verdict is not null and refused is null`,
    );
    expect(new Set(answered.map(({ id }) => id))).toEqual(new Set(acknowledged));
    expect(await rows(home, FACTS_DOUBLED)).toEqual([]);
    expect(await rows(home, GAPS)).toEqual([]);
    const cutOff = Date.now() - WAKES_WITHIN_MS;
    const due = await rehearsedNotices(home, backlog, cutOff);
    let sent: readonly { key: string }[] = [];
    await until('积压的通知都已发出', async () => {
      sent = await rows<{ key: string }>(
        home,
        `select process || '|' || key as key from notice where campaign = '${backlog}'
           and at <= to_timestamp(${cutOff / 1000})`,
      );
      return sent.length >= due.length;
    });
    expect(sent.map(({ key }) => key).sort()).toEqual(due);
    expect(await rows(home, 'select id from campaign')).toHaveLength(2);
  });

  test('Ctrl-C stops everything in order, with a line for each, and leaves no process', async () => {
    const all = everyone(home);
    expect(all).toHaveLength(5);
    expect(await stopped(start)).toBe(0);
    const said = start.lines.filter((line) => line.includes('已停止：'));
    expect(said.map((line) => /已停止：(\S+?)（/.exec(line)?.[1])).toEqual([
      '接口',
      '工作进程',
      '流程服务',
      '数据库',
    ]);
    expect(all.filter(living)).toEqual([]);
    expect(existsSync(join(home, 'run.json'))).toBe(false);
    expect(existsSync(join(home, 'lock'))).toBe(false);
  });
});

/** A report is taken once: one fact for each request, one first judgement for each obligation. */
const FACTS_DOUBLED = `select process, key, count(*) from ledger
  where type in ('report', 'judged', 'assigned') group by process, key having count(*) > 1`;
const GAPS = `select process from turn group by process having max(seq) + 1 <> count(*) or min(seq) <> 0`;

describe('what keeps a start from starting', () => {
  let taken: Server;
  let port: number;
  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    const address = taken.address();
    port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  });
  afterAll(() => void taken.close());

  test.each([
    ['a port in use', () => ({ DUBAN_PORT: `${port}` }), () => `端口 ${port}（DUBAN_PORT）已被`],
    ['a port that is none', () => ({ DUBAN_PORT: 'http' }), () => 'DUBAN_PORT=http 不是端口号'],
    [
      'a database that does not answer',
      () => ({ DATABASE_URL: `postgres://nobody:secret@127.0.0.1:1/none` }),
      () => '连不上 DATABASE_URL 指定的数据库',
    ],
  ])('%s: one sentence, and nothing stays', async (_, more, sentence) => {
    const home = folder();
    const start = launch('start.mjs', [], environment(home, more()));
    expect(await start.exited).toBe(1);
    expect(start.lines.join('\n')).toContain(sentence());
    expect(start.lines.join('\n')).not.toContain('secret');
    expect(existsSync(join(home, 'run.json'))).toBe(false);
    expect(existsSync(join(home, 'lock'))).toBe(false);
  });
});
