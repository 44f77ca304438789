import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { hangUp, presenceHeader, watchPresence } from '../../web/api/presence.ts';

type Ear = (event: { readonly isTrusted: boolean }) => void;

const MINUTE = 60_000;
const MARK = { 'x-duban-by-itself': '1' };
const ears = new Map<string, Ear>();
const place = {
  addEventListener: (name: string, ear: Ear) => void ears.set(name, ear),
  removeEventListener: (name: string) => void ears.delete(name),
} as unknown as EventTarget;
const said = jest.fn();
let leave: () => void;

beforeEach(() => {
  jest.useFakeTimers();
  said.mockClear();
  leave = watchPresence(place, said);
  act('pointerdown');
  presenceHeader();
});
afterEach(() => {
  leave();
  expect(ears.size).toBe(0);
  jest.useRealTimers();
});

function act(name: string, isTrusted = true): void {
  ears.get(name)?.({ isTrusted });
}

describe('what a page asks for', () => {
  test('is a person’s as long as the page hangs on a wall', () => {
    const down = hangUp();
    jest.advanceTimersByTime(10 * MINUTE);
    expect(presenceHeader()).toEqual({});
    down();
    jest.advanceTimersByTime(10 * MINUTE);
    expect(presenceHeader()).toEqual(MARK);
  });

  test('is its person’s for a minute after he did anything, and the page’s own afterwards', () => {
    jest.advanceTimersByTime(MINUTE - 1);
    expect(presenceHeader()).toEqual({});
    jest.advanceTimersByTime(1);
    expect(presenceHeader()).toEqual(MARK);
    act('keydown');
    expect(presenceHeader()).toEqual({});
  });

  test('is not his because a script says that he clicked', () => {
    jest.advanceTimersByTime(MINUTE);
    act('click', false);
    expect(presenceHeader()).toEqual(MARK);
  });
});

describe('somebody who types for long without asking for anything', () => {
  test('is said to be there every five minutes, and no oftener', () => {
    for (let i = 0; i < 11; i += 1) {
      jest.advanceTimersByTime(MINUTE);
      act('input');
    }
    expect(said).toHaveBeenCalledTimes(2);
  });

  test('is not said to be there when he is not', () => {
    jest.advanceTimersByTime(30 * MINUTE);
    expect(said).not.toHaveBeenCalled();
  });
});
