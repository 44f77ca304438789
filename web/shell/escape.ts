/** Where what stands open around the focus is no longer looked for. */
const WHOLE = 'main, header, body';

/** Escape closes what stands open around the focus, the innermost first, and gives the focus back to what has opened it. */
export function closeByEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
  let place = document.activeElement;
  while (place !== null && !place.matches(WHOLE)) {
    if (place instanceof HTMLDetailsElement && place.open) {
      place.open = false;
      place.querySelector('summary')?.focus();
      return;
    }
    const button = place.querySelector<HTMLButtonElement>('button[aria-expanded="true"]');
    if (button !== null) {
      button.click();
      button.focus();
      return;
    }
    place = place.parentElement;
  }
}
