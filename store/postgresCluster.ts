import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readText, replaceFile } from './file.ts';
import type { Home } from './postgresHome.ts';
import { give } from './postgresHome.ts';

const run = promisify(execFile);
const MAJOR = '18';

/** The environment of the server's programs: nothing of the caller's language, zone or PG settings. */
export const PROGRAM_ENV = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;

/** The superuser's password, made once and readable only by whoever starts the server. */
export function password(home: Home): string {
  const path = join(home.base, 'password');
  const known = readText(path)?.trim();
  if (known !== undefined && known !== '') return known;
  if (initialised(home)) {
    throw new Error(
      `数据库的口令文件 ${path} 不见了。请从备份恢复该文件，或把 ${home.base} 移走后重新启动（将得到一个空库）。`,
    );
  }
  const made = randomBytes(24).toString('hex');
  replaceFile(path, made, 0o600);
  return made;
}

/** Makes the data folder once, aside and renamed when complete; complains about one that is not whole. */
export async function ensureCluster(home: Home, secret: string, durable: boolean): Promise<void> {
  if (initialised(home)) {
    check(home);
    return;
  }
  const draft = join(home.base, 'data.new');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  give(draft, home.user);
  const secretFile = join(home.base, 'password.new');
  rmSync(secretFile, { force: true });
  writeFileSync(secretFile, secret, { mode: 0o600 });
  give(secretFile, home.user);
  try {
    await initdb(home, draft, secretFile, durable);
  } finally {
    rmSync(secretFile, { force: true });
  }
  rmSync(home.data, { recursive: true, force: true });
  renameSync(draft, home.data);
}

/**
 * Sorting by code point on every machine; the character classes of UTF-8, without which pg_trgm finds nothing
 * in Chinese text. A system without C.UTF-8 still gets a working register.
 */
async function initdb(home: Home, data: string, secretFile: string, durable: boolean) {
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const args = ['-D', data, '--username=duban', '--encoding=UTF8', '--auth=scram-sha-256'];
  args.push(`--pwfile=${secretFile}`, '--no-instructions', ...(durable ? [] : ['--no-sync']));
  const make = (extra: readonly string[]) =>
    run(join(home.programs, 'bin', 'initdb'), [...args, ...locale, ...extra], {
      ...home.user,
      cwd: '/',
      env: PROGRAM_ENV,
    });
  try {
    await make(['--lc-ctype=C.UTF-8']).catch(async (error: unknown) => {
      if (!/invalid locale name/.test(reasonOf(error))) throw error;
      await make([]);
    });
  } catch (error) {
    throw new Error(`无法在 ${home.base} 建立数据库：${advice(reasonOf(error))}`, { cause: error });
  }
}

function initialised(home: Home): boolean {
  return existsSync(home.data) && readdirSync(home.data).length > 0;
}

function check(home: Home): void {
  const version = readText(join(home.data, 'PG_VERSION'))?.trim();
  const remedy = `请从备份恢复，或把 ${home.data} 移走后重新启动（将得到一个空库）。`;
  if (version === undefined || !existsSync(join(home.data, 'global', 'pg_control'))) {
    const missing = version === undefined ? 'PG_VERSION' : 'global/pg_control';
    throw new Error(`数据库文件夹 ${home.data} 已损坏（缺少 ${missing}）。${remedy}`);
  }
  if (version !== MAJOR) {
    throw new Error(
      `数据库文件夹 ${home.data} 是 PostgreSQL ${version} 的，现用程序是 ${MAJOR}。` +
        '请用原版本导出后再导入，或把该文件夹移走后重新启动（将得到一个空库）。',
    );
  }
}

function reasonOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  return (stderr ?? '').trim() || (message ?? String(error));
}

/** What to do about a reason given by PostgreSQL's own programs. */
export function advice(reason: string): string {
  if (/No space left|ENOSPC/.test(reason)) return '磁盘已满。请腾出空间后重新启动。';
  if (/Permission denied|EPERM|EROFS/.test(reason)) {
    return '没有权限读写数据库文件。请用原来启动它的用户启动，或改正该文件夹的属主。';
  }
  if (/could not look up effective user/.test(reason)) {
    return '运行数据库的用户不在系统的用户表（/etc/passwd）中。请改用表中的用户启动。';
  }
  if (/ENOENT|error while loading shared libraries|Exec format/.test(reason)) {
    return '本系统运行不了所带的 PostgreSQL 程序。请设置 DATABASE_URL 指向已有的 PostgreSQL（15 以上）。';
  }
  if (/checkpoint record|pg_control|PANIC|checksum|invalid page|incompatible with/.test(reason)) {
    return '数据库文件已损坏。请从备份恢复，或把数据文件夹移走后重新启动（将得到一个空库）。';
  }
  const last = reason.split('\n').findLast((line) => /FATAL|ERROR|error/.test(line));
  return `${last ?? reason.split('\n').at(-1) ?? ''}。请据此处理后重新启动。`;
}
