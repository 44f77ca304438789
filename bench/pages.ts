/**
 * Pages of the desks in a browser: `npx tsx bench/pages.ts [tasks] [times]`, after `npm run build`. On the register of
 * `desks.ts` each page is opened in a browser that knows nothing yet; prints how long it takes until its main content stands
 * there, and how much script it has loaded. With DATABASE_URL of a register that was filled before, nothing is filled;
 * VIEW names the pages that are tried.
 */
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { findBrowser, openBrowser, whole } from '../tests/harness/browser.ts';
import { log, openDesks } from './deskServer.ts';

const [tasks = 10_000, times = 5] = process.argv.slice(2).map(Number);
const BUDGET_MS = 1500;
const CAMPAIGN = 'c2026-001';

/** Whose page, and its address. */
const PAGES: readonly (readonly [actor: string, path: string])[] = [
  ['office', '/office'],
  ['office', `/ledger?campaign=${CAMPAIGN}`],
  ['office', `/task/${CAMPAIGN}/t0042`],
  ['office', `/interviews?campaign=${CAMPAIGN}`],
  ['office', `/bulletins?campaign=${CAMPAIGN}`],
  ['office', `/calendar?campaign=${CAMPAIGN}`],
  ['office', `/units?campaign=${CAMPAIGN}`],
  ['office', `/campaign/${CAMPAIGN}`],
  ['office', '/burden'],
  ['unit:示例单位07', '/mine'],
  ['unit:示例单位07', `/task/${CAMPAIGN}/t0007`],
  ['post:示例分管领导1', '/gates'],
  ['post:principal', `/glance?campaign=${CAMPAIGN}`],
];

const found = findBrowser();
if ('skipped' in found) throw new Error(found.skipped);
const web = fileURLToPath(new URL('../web/dist', import.meta.url));
const desks = await openDesks(tasks, web);
const browser = await openBrowser(found.path);

interface Opened {
  readonly ms: number;
  /** Bytes of script as they came, compressed. */
  readonly script: number;
}

async function opened(into: Browser, actor: string, path: string): Promise<Opened> {
  const context = await into.newContext({ viewport: { width: 1280, height: 900 } });
  const value = await desks.cookieOf(actor, 0);
  await context.addCookies([{ name: 'duban', value, url: desks.url }]);
  const page = await context.newPage();
  let script = 0;
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return;
    void request.sizes().then(({ responseBodySize }) => (script += responseBodySize));
  });
  const began = performance.now();
  await page.goto(`${desks.url}${path}`);
  await whole(page);
  const ms = performance.now() - began;
  // the stream of events never comes to rest
  await page.waitForTimeout(300);
  await context.close();
  return { ms, script };
}

let worst = 0;
for (const [actor, path] of PAGES.filter(([, one]) => one.includes(process.env['VIEW'] ?? ''))) {
  await opened(browser, actor, path);
  const all: Opened[] = [];
  for (let n = 0; n < times; n++) all.push(await opened(browser, actor, path));
  const sorted = all.map(({ ms }) => ms).sort((a, b) => a - b);
  const slowest = sorted.at(-1) ?? 0;
  worst = Math.max(worst, slowest);
  const script = Math.max(...all.map((one) => one.script)) / 1000;
  log(
    `${actor} ${path}: main content after ${(sorted[Math.floor(times / 2)] ?? 0).toFixed(0)} ms, at worst ${slowest.toFixed(0)} ms` +
      ` (${((slowest / BUDGET_MS) * 100).toFixed(0)} % of ${BUDGET_MS} ms); ${script.toFixed(0)} kB of script`,
  );
}
log(`worst ${worst.toFixed(0)} ms`);
await browser.close();
await desks.stop();
