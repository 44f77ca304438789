import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Calendar } from '../../domain/calendar.ts';
import { taskKey } from '../../domain/ids.ts';
import type { Plan, PlanTask } from '../../domain/plan.ts';
import type { Regime } from '../../domain/regime.ts';
import { readRegime } from '../../importers/regime.ts';
import { ROOT, startCampaign, type Campaign, type World } from './world.ts';

const UNITS = [
  '示例区发改局',
  '示例区科工局',
  '示例区财政局',
  '示例区住建局',
  '示例区应急局',
  '示例区人社局',
  '示例区审批局',
  '示例高新区',
  '示例街道',
];

/** 49 tasks of our own in the shape of a real park plan: joint leads, leaders, milestones, open-ended work. */
export function plan49(): Plan {
  const tasks = Array.from({ length: 49 }, (_, i): PlanTask => {
    const lead = UNITS[(i * 7) % UNITS.length] as string;
    const second = UNITS[(i * 7 + 3) % UNITS.length] as string;
    const joint = i % 12 === 11;
    return {
      key: taskKey(i + 1),
      no: String(i + 1),
      category: [`板块${Math.floor(i / 9) + 1}`],
      title: null,
      content: `推进示例事项${i + 1}`,
      assignments: [
        { unit: lead, role: 'lead' },
        ...(joint
          ? [{ unit: second, role: 'lead' as const }]
          : [{ unit: second, role: 'cooperating' as const }]),
      ],
      leaders: i % 10 === 9 ? [] : [`分管副区长${i % 4}`],
      openEnded: false,
      deadlines: deadlinesOf(i),
    };
  });
  return {
    title: '示例园区重点任务分工表',
    issuer: null,
    documentNumber: null,
    issuedOn: null,
    version: 1,
    tasks,
  };
}

function deadlinesOf(i: number): PlanTask['deadlines'] {
  if (i % 8 === 4) return [{ kind: 'date', on: '2026-06-30' }];
  if (i % 16 === 1) {
    return [
      { kind: 'date', on: '2026-03-31', what: '开工', tentative: true },
      { kind: 'date', on: '2026-10-31', what: '投产', tentative: true },
      { kind: 'date', on: '2028-12-31', what: '达产' },
    ];
  }
  return [{ kind: 'continuous' }];
}

export function parkRegime(): Regime {
  const { regime, faults } = readRegime(readFileSync(join(ROOT, 'plans/park.regime.yaml'), 'utf8'));
  if (regime === undefined) throw new Error(JSON.stringify(faults));
  return regime;
}

export function chinaCalendar(): Calendar {
  return Calendar.parse(JSON.parse(readFileSync(join(ROOT, 'plans/calendar-cn.json'), 'utf8')));
}

export const YEAR_2026 = {
  horizon: { from: '2026-01-01', to: '2027-01-01' },
  startedAt: '2026-01-01T00:00:00+08:00',
  firstNoticesAt: '2026-01-01T00:30:00+08:00',
} as const;

/** Starts the year 2026 of the plan, or of its first tasks, in a world that skips time. */
export async function startYear(world: World, tasks = 49): Promise<Campaign> {
  const plan = plan49();
  return startCampaign(world, {
    plan: { ...plan, tasks: plan.tasks.slice(0, tasks) },
    regime: parkRegime(),
    calendar: chinaCalendar(),
    ...YEAR_2026,
    skipped: true,
  });
}
