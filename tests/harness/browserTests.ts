import { describe } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { findBrowser, openBrowser } from './browser.ts';

const found = findBrowser();
// jest keeps to itself what a file says of which every test is skipped
if ('skipped' in found) process.stderr.write(`skipped: ${found.skipped}\n`);

/** Tests of the pages in a real browser; where this machine has none they are skipped, and a line says why. */
export const withBrowser = 'path' in found ? describe : describe.skip;

/** The browser of these tests. */
export const CHROMIUM = 'path' in found ? found.path : '';

export function launched(): Promise<Browser> {
  return openBrowser(CHROMIUM);
}
