// Builds the pages into web/dist where their sources are newer than what stands there. Plain JavaScript: it runs before tsx does.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { ROOT } from './install.mjs';

const DIST = join(ROOT, 'web', 'dist');
const STAMP = join(DIST, '.built');
/** Made beside its place and then put there, so that a running server and a second build never see half of it. */
const MADE = join(ROOT, 'web', `.dist-${process.pid}`);
/** What the pages are made of: their own sources, the table of operations and the pure rules that they use. */
const SOURCES = [
  { folder: 'web', wanted: /^/ },
  { folder: 'client', wanted: /^[^/\\]+\.ts$/ },
  { folder: 'domain', wanted: /\.ts$/ },
];
const COMPRESSED = /\.(?:js|css|svg|json|html|map)$/;
const SMALLEST = 1024;

/**
 * Builds where it is needed, with one line of progress. Where it cannot, it says so and the rest starts all the same: the
 * server then shows a page that tells what to do. Answers whether the pages stand there as their sources say.
 */
export async function ensureWebBuilt() {
  if (!existsSync(join(ROOT, 'web', 'vite.config.ts'))) return false;
  const wanted = stampOf();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return true;
  return buildWeb(wanted);
}

export async function buildWeb(stamp = stampOf()) {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const began = Date.now();
  if (!existsSync(vite)) return failed('没有安装生成网页的工具（npm install 时略去了 dev 部分）');
  process.stderr.write('正在生成网页……\n');
  try {
    const { code, output } = await runVite(vite);
    if (code !== 0) return failed(output.trim().split('\n').slice(-12).join('\n'));
    await compress();
    writeFileSync(join(MADE, '.built'), stamp);
    rmSync(DIST, { recursive: true, force: true });
    renameSync(MADE, DIST);
  } catch (error) {
    // another build has been quicker, or the folder may not be written
    if (!existsSync(STAMP)) return failed(error.message);
  } finally {
    rmSync(MADE, { recursive: true, force: true });
  }
  process.stderr.write(`网页已生成，用时 ${((Date.now() - began) / 1000).toFixed(1)} 秒\n`);
  return true;
}

function failed(reason) {
  process.stderr.write(
    `网页没有生成：${reason}\n命令行和接口照常使用；处理后请运行 npm run build。\n`,
  );
  return false;
}

function runVite(vite) {
  return new Promise((resolve) => {
    const config = join(ROOT, 'web', 'vite.config.ts');
    const args = [vite, 'build', '--config', config, '--outDir', MADE, '--logLevel=error'];
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output += chunk));
    const leave = () => {
      child.kill('SIGTERM');
      rmSync(MADE, { recursive: true, force: true });
      process.exit(130);
    };
    process.once('SIGINT', leave).once('SIGTERM', leave);
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => {
      process.off('SIGINT', leave).off('SIGTERM', leave);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Assets beside themselves as .br and .gz, so that no request compresses anything. */
async function compress() {
  for (const path of filesIn(join(MADE, 'assets')).filter((name) => COMPRESSED.test(name))) {
    const bytes = readFileSync(path);
    if (bytes.length < SMALLEST) continue;
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    const [br, gz] = await Promise.all([
      promisify(brotliCompress)(bytes, { params }),
      promisify(gzip)(bytes, { level: 9 }),
    ]);
    writeFileSync(`${path}.br`, br);
    writeFileSync(`${path}.gz`, gz);
  }
}

function stampOf() {
  const hash = createHash('sha256');
  const lock = join(ROOT, 'package-lock.json');
  if (existsSync(lock)) hash.update(readFileSync(lock));
  for (const { folder, wanted } of SOURCES) {
    const root = join(ROOT, folder);
    const names = filesIn(root).map((path) => path.slice(root.length + 1));
    for (const name of names.filter((one) => wanted.test(one)).sort()) {
      hash.update(`${folder}/${name}`).update(readFileSync(join(root, name)));
    }
  }
  return hash.digest('hex');
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (path === DIST || name.startsWith('.dist-')) return [];
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}
