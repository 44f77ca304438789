import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readText, replaceFile } from '../../store/file.ts';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Home 运行文件夹: everything that a start keeps. `.duban` of the project, or the folder that DUBAN_HOME names. */
export interface Home {
  readonly folder: string;
  readonly logs: string;
  /** Programs and bundles: may be shared and may be deleted. */
  readonly cache: string;
  /** The register's own server, where DATABASE_URL names no other. */
  readonly postgres: string;
  /** Temporal's file, where no other Temporal is named. */
  readonly temporal: string;
}

export function homeOf(env: NodeJS.ProcessEnv = process.env): Home {
  const named = env['DUBAN_HOME'] ?? '';
  const folder = named === '' ? join(PROJECT, '.duban') : resolve(PROJECT, named);
  const cache = env['DUBAN_CACHE'] ?? '';
  return {
    folder,
    logs: join(folder, 'log'),
    cache: cache === '' ? join(folder, 'cache') : resolve(PROJECT, cache),
    postgres: join(folder, 'postgres'),
    temporal: join(folder, 'temporal.db'),
  };
}

/** Makes the folders. PostgreSQL may run as another user, who must be able to pass through, so no 0700 here. */
export function makeHome(home: Home): void {
  try {
    for (const folder of [home.folder, home.logs, home.cache])
      mkdirSync(folder, { recursive: true });
    const { mode } = statSync(home.folder);
    if ((mode & 0o011) !== 0o011) chmodSync(home.folder, mode | 0o711);
  } catch (error) {
    throw new Error(
      `无法使用文件夹 ${home.folder}（${(error as Error).message}）。请改正其属主或权限，或用 DUBAN_HOME 指定另一个文件夹。`,
      { cause: error },
    );
  }
}

/** The token 口令 that the API demands, readable by its owner only; made once. */
export function tokenOf(home: Home): string {
  const path = join(home.folder, 'token');
  const kept = readText(path)?.trim() ?? '';
  if (kept !== '') return kept;
  const token = randomBytes(32).toString('base64url');
  replaceFile(path, `${token}\n`, 0o600);
  return token;
}
