/** What every request carries: the chosen desk, the session's proof against forged writes, a link's token. */
export interface Door {
  readonly actor?: string;
  readonly csrf?: string;
  readonly link?: string;
}

let present: Door = {};

export function door(): Door {
  return present;
}

export function openDoor(change: Door): void {
  present = { ...present, ...change };
}

export function closeDoor(): void {
  present = {};
}
