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

/** A usual screen. */
const SCREEN = { width: 1280, height: 900 };
/** The same at 200 %. */
const ZOOMED = { width: 640, height: 400 };
export const PHONE = { width: 375, height: 800 };

/** A page at a size, with every complaint of the browser about it. */
export async function openPage(
  browser: Browser,
  size: { readonly width: number; readonly height: number } = SCREEN,
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

/** Whether the page came to show a heading and no sign of reading, and to add nothing for a moment. */
const WHOLE = `new Promise((resolve) => {
  const still = () => {
    const heads = [...document.querySelectorAll('h1')];
    const shown = heads.some((head) => head.getClientRects().length > 0);
    if (shown && document.querySelector('p.loading') === null) tell(true);
    else quiet = setTimeout(still, 50);
  };
  const tell = (whole) => {
    for (const timer of [quiet, limit]) clearTimeout(timer);
    changes.disconnect();
    resolve(whole);
  };
  const changes = new MutationObserver(() => {
    clearTimeout(quiet);
    quiet = setTimeout(still, 50);
  });
  let quiet = setTimeout(still, 50);
  const limit = setTimeout(() => tell(false), 30_000);
  changes.observe(document, { childList: true, subtree: true });
})`;

/** Waits until the page has what it asked for: a heading, and nothing that is still being read. */
export async function whole(page: Page): Promise<void> {
  if (!(await isWhole(page))) throw new Error(`${page.url()} is still being read`);
}

async function isWhole(page: Page): Promise<boolean> {
  try {
    // evaluated once: a condition that the page asks again by itself is forbidden by its policy
    return await page.evaluate<boolean>(WHOLE);
  } catch (error) {
    // it made room for another page
    if (!/context was destroyed/iu.test((error as Error).message)) throw error;
    await page.waitForLoadState();
    return isWhole(page);
  }
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** Only what is wrong leaves the page: what axe has found in order is a thousand times as much. */
const FAULTS = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`;

/** Serious and critical faults of accessibility, each in a line. */
export async function faultsOfAccess(page: Page): Promise<readonly string[]> {
  // what is evaluated is no script of the page, so that its policy stays as strict as it is
  if (!(await page.evaluate<boolean>(`'axe' in window`))) {
    await page.evaluate(readFileSync(AXE, 'utf8'));
  }
  return page.evaluate<string[]>(FAULTS);
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

/**
 * What is wrong with the page as it stands, looked at on a screen, enlarged and on a phone, of which the screenshots `shot` and
 * `shot-phone` are kept. The page is not loaded anew, and is left as wide as a screen.
 */
export async function faultsOfPage(page: Page, shot: string): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const size of [SCREEN, ZOOMED, PHONE]) {
    await page.setViewportSize(size);
    await whole(page);
    if (await isTooWide(page)) faults.push(`wider than ${size.width} px`);
    if (size === ZOOMED) continue;
    await shoot(page, size === PHONE ? `${shot}-phone` : shot);
    const found = await faultsOfAccess(page);
    faults.push(...found.map((fault) => `at ${size.width} px ${fault}`));
  }
  await page.setViewportSize(SCREEN);
  return faults;
}
