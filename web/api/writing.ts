/** So long at most a page stays as it is under the hands of whoever fills in a form on it. */
const MOST_MS = 5 * 60_000;

/** Whether a form of an act stands open: what it is about must not vanish with what was typed. */
export function isWriting(since: number): boolean {
  return Date.now() - since < MOST_MS && document.querySelector('form.acts-form') !== null;
}
