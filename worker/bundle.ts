import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type Logger } from '@temporalio/worker';
import { readText, replaceFile } from '../store/file.ts';

export const PROJECT = fileURLToPath(new URL('..', import.meta.url));
/** Everything that workflow code is made of; `activities/contract.ts` gives only types, which leave no code. */
const SOURCES = ['domain', 'workflows'];
const PREFIX = 'bundle-';

export const WORKFLOWS_PATH = join(PROJECT, 'workflows', 'index.ts');

/**
 * The path of the bundled workflow code, made once for each state of the sources and libraries: a worker that is
 * started again need not spend seconds on it.
 */
export async function bundlePath(cache: string, logger: Logger): Promise<string> {
  mkdirSync(cache, { recursive: true });
  const name = `${PREFIX}${fingerprint()}.js`;
  const path = join(cache, name);
  if (existsSync(path)) return path;
  const { code } = await bundleWorkflowCode({ workflowsPath: WORKFLOWS_PATH, logger });
  replaceFile(path, code);
  for (const other of readdirSync(cache)) {
    if (other.startsWith(PREFIX) && other.endsWith('.js') && other !== name) {
      rmSync(join(cache, other), { force: true });
    }
  }
  return path;
}

/** Changes whenever the bundle could: with the sources, the libraries in it, or the bundler. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const require = createRequire(import.meta.url);
  for (const library of ['@temporalio/worker', '@temporalio/workflow', 'zod', 'luxon']) {
    const { version } = require(`${library}/package.json`) as { version: string };
    hash.update(`${library} ${version}\n`);
  }
  hash.update(readText(join(PROJECT, 'package-lock.json')) ?? '');
  for (const folder of SOURCES) {
    const names = readdirSync(join(PROJECT, folder), { recursive: true }) as string[];
    for (const name of names.filter((one) => one.endsWith('.ts')).sort()) {
      hash.update(`${folder}/${name}\n`).update(readFileSync(join(PROJECT, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
