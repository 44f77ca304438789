import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where the screenshots of a run are kept. */
export const SHOTS = join(ROOT, 'artifacts', 'pages');

const PLACES = [
  ...[process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'],
  ...['/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'],
];
const ARGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** A browser of this machine, or why the tests of the pages are skipped. */
export function findBrowser(): { readonly path: string } | { readonly skipped: string } {
  const path = PLACES.find((one) => one !== undefined && existsSync(one));
  if (!existsSync(join(ROOT, 'web', 'dist', 'index.html'))) {
    return { skipped: 'web/dist is absent (npm run build): the pages are not tested' };
  }
  return path === undefined
    ? { skipped: 'no Chromium is installed (CHROMIUM names one): the pages are not tested' }
    : { path };
}

export async function openBrowser(path: string): Promise<Browser> {
  return chromium.launch({ executablePath: path, args: [...ARGS] });
}

/** A page at a size, with every complaint of the browser about it. */
export async function openPage(
  browser: Browser,
  size: { readonly width: number; readonly height: number } = { width: 1280, height: 900 },
): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (line) => {
    if (line.type() === 'error' && !/status of 4\d\d/u.test(line.text())) {
      complaints.push(line.text());
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
  });
  return { page, complaints };
}

/** Waits until the page has what it asked for: a heading, and nothing that is still being read. */
export async function whole(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  // a condition as text is evaluated by the page when it is asked again, which its policy forbids
  await page.locator('p.loading:not(:empty)').first().waitFor({ state: 'detached' });
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Serious and critical faults of accessibility, each in a line. */
export async function faultsOfAccess(page: Page): Promise<readonly string[]> {
  // what is evaluated is no script of the page, so that its policy stays as strict as it is
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const { violations } = await page.evaluate<{ violations: readonly Violation[] }>(
    'axe.run(document)',
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}

/** Whether the page is wider than its window: nobody reads by scrolling sideways. */
export async function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(
    `document.documentElement.scrollWidth > document.documentElement.clientWidth + 1`,
  );
}
