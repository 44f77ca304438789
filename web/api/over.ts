import { useSyncExternalStore } from 'react';

let isOver = false;
const ears = new Set<() => void>();

/** Says that the session of this page has ended, or that there is one again. */
export function setOver(over: boolean): void {
  if (over === isOver) return;
  isOver = over;
  ears.forEach((ear) => ear());
}

/** Whether the session with which the page was opened has ended while the page stood open. */
export function useOver(): boolean {
  return useSyncExternalStore(listen, () => isOver);
}

function listen(ear: () => void): () => void {
  ears.add(ear);
  return () => void ears.delete(ear);
}
