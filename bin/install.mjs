// Brings the libraries of package-lock.json into node_modules. Plain JavaScript: it runs before they exist.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FLOOR = [20, 20];
const PROGRESS_MS = 5_000;

const MARK = join(ROOT, 'node_modules', '.duban-installed');
const LOCK = join(ROOT, 'package-lock.json');

/** Installs where node_modules is absent or made from another lock; exits with one sentence where it cannot. */
export async function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < FLOOR[0] || (major === FLOOR[0] && minor < FLOOR[1])) {
    give(
      `Node.js 的版本是 ${process.versions.node}，督办需要 ${FLOOR.join('.')} 以上。请升级 Node.js 后重试。`,
    );
  }
  const wanted = createHash('sha256').update(readFileSync(LOCK)).digest('hex');
  if (textOf(MARK) === wanted) return;
  if (!installedByHand()) await install();
  try {
    writeFileSync(MARK, wanted);
  } catch {
    // a read-only node_modules is complete all the same; it is only looked at again next time
  }
}

/** Whether npm has already put exactly the locked versions there; npm writes its own record last. */
function installedByHand() {
  const record = jsonOf(join(ROOT, 'node_modules', '.package-lock.json'));
  const locked = jsonOf(LOCK);
  if (record === undefined || locked === undefined) return false;
  return Object.entries(locked.packages).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = record.packages[path]?.version;
    return found === version || (optional === true && found === undefined);
  });
}

async function install() {
  const began = Date.now();
  const count = Object.keys(jsonOf(LOCK)?.packages ?? {}).length;
  const say = (line) => process.stderr.write(`${line}\n`);
  say(`首次运行：正在安装 ${count} 个依赖包……`);
  const tick = setInterval(
    () => say(`正在安装依赖包，已用 ${Math.round((Date.now() - began) / 1000)} 秒`),
    PROGRESS_MS,
  );
  const { code, output } = await npmCi();
  clearInterval(tick);
  if (code !== 0) {
    const reason = output
      .split('\n')
      .find((line) => /npm (error|ERR!) (?!A complete log)\S/.test(line));
    process.stderr.write(output);
    give(
      `依赖包没有装好（${reason ?? `npm 退出码 ${code}`}）。请检查网络和 npm 的 registry 设置，然后重新运行。`,
    );
  }
  say(`依赖包已装好，用时 ${Math.round((Date.now() - began) / 1000)} 秒`);
}

function npmCi() {
  return new Promise((resolve) => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    const child = spawn(npm, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      env: withoutNpm(process.env),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output += chunk));
    const leave = () => child.kill('SIGTERM');
    process.once('SIGINT', leave).once('SIGTERM', leave);
    child.once('error', (error) => resolve({ code: 127, output: `npm error ${error.message}\n` }));
    child.once('close', (code) => {
      process.off('SIGINT', leave).off('SIGTERM', leave);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Under `npx` or `npm run` the outer npm's own settings of this call must not reach the inner one. */
function withoutNpm(env) {
  const call = /^npm_(lifecycle|package|command|config_(local_prefix|prefix|call|package|yes)$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !call.test(name)));
}

function give(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function textOf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function jsonOf(path) {
  const text = textOf(path);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
