/** An instant of the register as people read it: `2026-11-22 09:32`, in the zone in which it was written. */
export function instantText(at: string | null): string {
  return at === null ? '—' : at.slice(0, 16).replace('T', ' ');
}
