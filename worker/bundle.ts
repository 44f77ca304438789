import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type BundleOptions, type Logger } from '@temporalio/worker';
import { build } from 'esbuild';
import { readText, replaceFile } from '../store/file.ts';

export const PROJECT = fileURLToPath(new URL('..', import.meta.url));
/** Everything that workflow code is made of; `activities/contract.ts` gives only types, which leave no code. */
const SOURCES = ['domain', 'workflows', 'worker'];
const PREFIX = 'bundle-';

type WebpackConfig = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];
type WebpackPlugin = Extract<
  NonNullable<WebpackConfig['plugins']>[number],
  { apply: (compiler: never) => void }
>;

export const WORKFLOWS_PATH = join(PROJECT, 'workflows', 'index.ts');
const SHARED = join(PROJECT, 'workflows', 'shared.ts');

/**
 * Bundles workflow code. What the processes share (`workflows/shared.ts` with the domain and its libraries) is made one
 * module of its own, which the worker loads once for all of them.
 */
export async function bundleWorkflows(workflowsPath: string, logger: Logger): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'duban-bundle-'));
  const shared = join(folder, 'shared.mjs');
  try {
    await build({
      entryPoints: [SHARED],
      outfile: shared,
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      target: 'es2022',
      charset: 'utf8',
      logLevel: 'error',
    });
    const { code } = await bundleWorkflowCode({
      workflowsPath,
      logger,
      preloadModules: [shared],
      webpackConfigHook: (config) => ({
        ...config,
        plugins: [...(config.plugins ?? []), standIn(shared)],
      }),
    });
    return code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts the shared module where workflow code imports `./shared.ts`. */
function standIn(shared: string): WebpackPlugin {
  return {
    apply(compiler) {
      compiler.hooks.normalModuleFactory.tap('duban', (factory) => {
        factory.hooks.beforeResolve.tap('duban', (data) => {
          if (/[\\/]shared\.ts$/.test(data.request)) data.request = shared;
        });
      });
    },
  };
}

/**
 * The path of the bundled workflow code, made once for each state of the sources and libraries: a worker that is
 * started again need not spend seconds on it.
 */
export async function bundlePath(cache: string, logger: Logger): Promise<string> {
  mkdirSync(cache, { recursive: true });
  const name = `${PREFIX}${fingerprint()}.js`;
  const path = join(cache, name);
  if (existsSync(path)) return path;
  replaceFile(path, await bundleWorkflows(WORKFLOWS_PATH, logger));
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
