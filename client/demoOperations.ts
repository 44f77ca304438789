import { z } from 'zod';
import { Instant } from '../domain/instant.ts';
import { RequestId } from './requestId.ts';

const DemoState = z.object({
  /** Whether this is a sandbox; in life everything else is null. */
  demo: z.boolean(),
  now: Instant,
  /** The instant in words, with the weekday and what kind of day it is. */
  words: z.string(),
  /** The next instant at which anything happens by itself. */
  next: z.object({ at: Instant, words: z.string() }).nullable(),
  /** While the clock is being moved: where to, and where it stands, in words. */
  moving: z.object({ to: z.string(), at: z.string() }).nullable(),
  /** What the last move brought about, a line for each kind of notice or fact. */
  told: z.array(z.string()),
});

/** 演示: the clock of a sandbox. Where there is no sandbox, `showDemo` says so and the clock cannot be moved. */
export const DEMO_OPERATIONS = {
  showDemo: {
    method: 'GET',
    path: '/demo',
    label: '查看演示时钟',
    who: ['open'],
    input: z.object({}),
    output: DemoState,
  },
  moveDemoClock: {
    method: 'POST',
    path: '/demo/clock',
    label: '拨动演示时钟',
    who: ['open'],
    input: z.object({
      /** To the next instant; to 09:30 of the next day, of the same weekday next week, of the same day next month. */
      to: z.enum(['next', 'day', 'week', 'month']),
      requestId: RequestId,
    }),
    output: DemoState,
  },
} as const;
