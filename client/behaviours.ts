import type { z } from 'zod';
import type { Behaviour } from '../domain/behaviour.ts';

/** Behaviours 行为假设 by name; `mixed` is a plausible office. */
export const NAMED_BEHAVIOURS: Readonly<Record<string, z.input<typeof Behaviour>>> = {
  silent: { reports: 'silent' },
  'on-time': { reports: 'on-time' },
  mixed: { reports: { early: 1, 'on-time': 6, nil: 1, late: 2, silent: 2 } },
};
