import { DateTime } from 'luxon';
import type { Calendar } from '../../domain/calendar.ts';
import type { PlanTask } from '../../domain/plan.ts';
import { Regime } from '../../domain/regime.ts';
import { plan49 } from './plan49.ts';
import type { Terms } from './world.ts';

const ZONE = 'Asia/Shanghai';

/** Announced for good, so that these tests say the same in any year. */
export const PLAIN_CALENDAR: Calendar = {
  id: 'plain',
  version: 1,
  zone: ZONE,
  announcedThrough: '2199-12-31',
  rest: [],
  work: [],
  closures: [],
};

/** A regime under which every past month is still open for a late entry. */
export const PATIENT: Regime = Regime.parse({
  id: 'patient',
  title: '示例：补报长期开放',
  duties: [
    {
      id: 'monthly',
      title: '月调度报送',
      by: ['lead'],
      every: 'month',
      due: { lastDay: true },
      closes: { days: 700 },
    },
  ],
  ladder: [
    {
      id: 'urge',
      step: 'urge',
      at: { after: 'grace', offset: { workdays: 0 } },
      to: ['reporter', 'head'],
    },
  ],
});

/** A campaign around the real present: it began four months ago and goes on for four more. */
export function nearby(tasks: number): Terms {
  const today = DateTime.now().setZone(ZONE);
  const start = today.minus({ months: 4 }).startOf('month');
  const plan = plan49();
  return {
    plan: { ...plan, tasks: plan.tasks.slice(0, tasks).map(plain) },
    regime: PATIENT,
    calendar: PLAIN_CALENDAR,
    horizon: {
      from: start.toISODate() as string,
      to: today.plus({ months: 4 }).toISODate() as string,
    },
    startedAt: start.toISO({ suppressMilliseconds: true }) as string,
  };
}

function plain(task: PlanTask): PlanTask {
  const assignments = task.assignments.slice(0, 1);
  return { ...task, assignments, deadlines: [{ kind: 'continuous' }] };
}

/** The key of the month so many months ago. */
export function monthAgo(months: number): string {
  return DateTime.now().setZone(ZONE).minus({ months }).toFormat('yyyy-MM');
}
