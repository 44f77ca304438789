const PRESENT_MS = 60_000;
const SAY_EVERY_MS = 5 * 60_000;
const ACTS = ['pointerdown', 'click', 'keydown', 'input', 'wheel', 'touchmove'] as const;

/** Whoever has just opened the page is there. */
let actedAt = Date.now();
let saidAt = actedAt;

let hung = 0;

/** A page hung up to be looked at, such as the wall: until the answer is called somebody is there. */
export function hangUp(): () => void {
  hung += 1;
  return () => {
    hung -= 1;
  };
}

/** The header of what the page asks for while nobody is there: it keeps no session alive. */
export function presenceHeader(): Record<string, string> {
  const now = Date.now();
  if (hung === 0 && now - actedAt >= PRESENT_MS) return { 'x-duban-by-itself': '1' };
  saidAt = now;
  return {};
}

/**
 * Notes what a person does at a place, such as the window, and says from time to time that he is
 * there though he only types; the answer stops.
 */
export function watchPresence(place: EventTarget, say: () => void): () => void {
  const acted = ({ isTrusted }: Event) => {
    if (!isTrusted) return;
    actedAt = Date.now();
    if (actedAt - saidAt < SAY_EVERY_MS) return;
    saidAt = actedAt;
    say();
  };
  for (const act of ACTS) place.addEventListener(act, acted, { capture: true, passive: true });
  return () => {
    for (const act of ACTS) place.removeEventListener(act, acted, { capture: true });
  };
}
