import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command, CommanderError } from 'commander';
import { CommandEnd, EXIT, fail, type Io } from './commands/io.ts';
import { usageWords, helpIn } from './commands/help.ts';
import { openDemoWeb } from './demoWeb.ts';
import { openDemoWorld, type DemoWorld } from './demoWorld.ts';
import { demoReport, liveDemo, startDemo, type DemoOptions } from './demoYear.ts';
import { PROJECT } from './startup/home.ts';
import { leaveWithParent } from '../store/parent.ts';

/** `npm run demo`: a whole year on the real servers with skipped time, printed as an office would read it. */

const began = Date.now();
const stops: (() => Promise<void> | void)[] = [];
const stopping = new AbortController();
const INTERRUPTED = 130;
/** What died under the demonstration, if anything did. */
let lost: string | undefined;
const io: Io = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  width: process.stdout.columns ?? (Number(process.env['COLUMNS']) || 110),
  env: process.env,
  now: () => Date.now(),
  progress: process.stderr,
};

for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
leaveWithParent(interrupt, 60_000);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);

/** How long what has begun may take to notice the order to stop. */
const PATIENCE_MS = 15_000;

process.exitCode = await main();
await stopAll();
process.exit();

async function main(): Promise<number> {
  try {
    const options = optionsOf(process.argv.slice(2));
    if (options === undefined) return EXIT.done;
    return await Promise.race([demo(options), cutShort()]);
  } catch (error) {
    return stopping.signal.aborted && lost === undefined ? INTERRUPTED : fail(io, error, false);
  }
}

async function demo(options: WebOptions): Promise<number> {
  const world = await openDemoWorld({ say, part, died });
  if (options.web) return visit(world, options);
  const campaign = await startDemo(world, io, options);
  say(
    `专项行动 ${campaign.id} 已启动：任务 ${campaign.tasks.length} 项，单位 ${campaign.input.units.length} 家`,
  );
  await liveDemo(world, campaign, (month) => {
    stopping.signal.throwIfAborted();
    if (month !== undefined) say(`过到 ${month}`);
  });
  say('全年已过完，正在与推演逐条核对');
  const { text, equal } = await demoReport(world, campaign, {
    full: options.full,
    width: io.width,
  });
  io.out(text);
  say('完成');
  return equal ? EXIT.done : EXIT.refused;
}

/** Serves the pages until the order to stop. */
async function visit(world: DemoWorld, options: WebOptions): Promise<number> {
  const port = Number(options.port);
  const served = await openDemoWeb(world, io, { ...options, port });
  part(() => served.close());
  io.out(
    `\n演示已就绪，请用浏览器打开 ${served.url}\n不用登录；页面上方可以换身份、拨动时钟。按 Ctrl-C 停止。\n`,
  );
  await new Promise((done) => stopping.signal.addEventListener('abort', done));
  return EXIT.done;
}

/** What to stop. After the order to stop nothing more is begun. */
function part(stop: () => Promise<void> | void): void {
  stops.push(stop);
  stopping.signal.throwIfAborted();
}

function interrupt(): void {
  if (stopping.signal.aborted) return;
  say('正在停止……');
  stopping.abort();
}

function died(what: string): void {
  if (stopping.signal.aborted) return;
  lost = `${what}意外结束，演示没有完成。请重试。`;
  stopping.abort();
}

/** Rejects some time after the order to stop, should what has begun never come to its end. */
async function cutShort(): Promise<never> {
  await new Promise((done) => stopping.signal.addEventListener('abort', done));
  if (lost === undefined) await sleep(PATIENCE_MS);
  throw new Error(lost ?? '已停止');
}

async function stopAll(): Promise<void> {
  stopping.abort();
  for (const stop of stops.splice(0).toReversed()) {
    try {
      await stop();
    } catch (error) {
      say(`没有正常停止：${(error as Error).message}`);
    }
  }
}

function say(line: string): void {
  const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(6);
  process.stderr.write(`${seconds} 秒  ${line}\n`);
}

interface WebOptions extends DemoOptions {
  readonly web: boolean;
  readonly port: string;
}

/** The options, or nothing where only help was asked for. */
function optionsOf(argv: readonly string[]): WebOptions | undefined {
  const own = (name: string) => join(PROJECT, 'plans', name);
  const program = new Command('npm run demo --')
    .description('在真实的数据库和流程服务上，用跳过的时间走完一年，并与推演逐条核对')
    .helpOption('-h, --help', '显示用法')
    .exitOverride()
    .configureHelp(helpIn(io.width))
    .configureOutput({ writeErr: io.err, outputError: () => undefined })
    .option('--plan <文件>', '方案（.yaml、.xlsx、.docx）')
    .option('--regime <文件>', '制度', own('park.regime.yaml'))
    .option('--units <文件>', '单位名录；不写时取方案中的单位名称')
    .option('--calendar <文件>', '工作日历')
    .option('--from <日期>', '起始日', '2026-01-01')
    .option('--to <日期>', '截止日（含），默认到当年年底')
    .option('--behaviour <假设>', 'mixed、silent、on-time，或一个行为假设文件', 'mixed')
    .option('--full', '逐条列出，不归并', false)
    .option('--web', '打开网页，自己拨动时钟', false)
    .option('--port <端口>', '网页的端口，0 为任意', '8720')
    .allowExcessArguments(false);
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new CommandEnd(EXIT.usage, usageWords(error));
  }
  const given = program.opts<Omit<WebOptions, 'plan'> & { plan?: string }>();
  if (given.plan !== undefined) return { ...given, plan: given.plan };
  return { units: own('park.units.yaml'), ...given, plan: own('park.plan.yaml') };
}
