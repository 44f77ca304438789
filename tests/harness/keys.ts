import type { Page } from 'playwright-core';

/** What has the focus, as people hear it. */
const NAME = `(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return '';
  const label = one.labels && one.labels[0] ? one.labels[0].innerText : '';
  return (one.getAttribute('aria-label') || label || one.innerText || '').trim();
})()`;
/** Whether one sees where the focus is. */
const SHOWN = `(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return true;
  const box = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  const within = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  return within && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
})()`;

export async function focused(page: Page): Promise<string> {
  return page.evaluate<string>(NAME);
}

export async function focusShown(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(SHOWN);
}

const MOST = 80;

/** Goes on by Tab until something of this name has the focus; everything on the way must be seen to have it. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < MOST; i++) {
    await page.keyboard.press('Tab');
    const own = await focused(page);
    if (!(await focusShown(page))) throw new Error(`the focus on “${own}” is not seen`);
    if (typeof name === 'string' ? own === name : name.test(own)) return;
    passed.push(own);
  }
  throw new Error(`Tab does not lead to ${String(name)}: ${passed.join(' → ')}`);
}
