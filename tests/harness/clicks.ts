import type { Locator, Page } from 'playwright-core';

/** What is filled in, by the label of its field; a select by its words, a box whatever is said. */
export type Answers = Readonly<Record<string, string>>;

/** Fills in the fields of a form by their labels. */
export async function fill(within: Locator | Page, answers: Answers): Promise<void> {
  for (const [label, value] of Object.entries(answers)) {
    const field = within.getByLabel(label).first();
    if ((await field.locator('option').count()) > 0) await field.selectOption({ label: value });
    else if ((await field.getAttribute('type')) === 'checkbox') await field.setChecked(true);
    else await field.fill(value);
  }
}

/** Chooses a file for a field, and waits until it has been kept. */
export async function attach(within: Page, label: string, name: string): Promise<void> {
  const buffer = Buffer.from('情况属实');
  const field = within.getByLabel(label).first();
  await field.setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await says(within, `已存入“${name}”`);
}

/** Does an act in its place: opens it, answers what it asks, confirms; the answer of the page. */
export async function act(
  within: Locator | Page,
  name: string | RegExp,
  answers: Answers = {},
): Promise<void> {
  await within
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();
  const form = within.locator('form.acts-form').first();
  await form.waitFor();
  await fill(form, answers);
  await form.getByRole('button', { name: /^确认/u }).click();
}

/** The words of the page itself, without head and menu. */
export async function told(page: Page): Promise<string> {
  return page.locator('main').innerText();
}

const PATIENCE_MS = 12_000;

/** Waits until the page says something; what it complains of is told instead. */
export async function says(page: Page, words: string | RegExp): Promise<void> {
  const found = page.locator('main').getByText(words).first();
  await found.waitFor({ timeout: PATIENCE_MS }).catch(async () => {
    const alerts = await page.getByRole('alert').allInnerTexts();
    throw new Error(`the page does not say ${String(words)}: ${alerts.join(' / ')}`);
  });
}
