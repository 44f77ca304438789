import { Behaviour } from '../domain/behaviour.ts';
import type { CampaignInput } from '../domain/campaign.ts';
import type { OwedTask } from '../domain/context.ts';
import type { Instant } from '../domain/instant.ts';
import { rehearse } from '../domain/rehearse.ts';
import { yearCounts } from './yearCounts.ts';
import { yearRow } from './rehearsalView.ts';

/** Behaviours by name; `mixed` is an office in which every rule has something to do. */
export const DEMO_BEHAVIOURS = ['mixed', 'silent', 'on-time'] as const;
export type DemoBehaviour = (typeof DEMO_BEHAVIOURS)[number];

const REPORTS = { early: 2, 'on-time': 6, nil: 1, late: 2, silent: 1, duplicate: 1, lost: 1 };
/** Every so manieth unit never reports. */
const SILENT_EVERY = 3;
const SEEDS = 40;

/**
 * The behaviour of a demonstration. A mixed year has some silent units, a pause in spring, and the first seed under
 * which an interview is approved, one rejected and one lapses, as the rehearsal shows.
 */
export function demoBehaviour(
  name: DemoBehaviour,
  input: CampaignInput,
  tasks: readonly OwedTask[],
  until: Instant,
): Behaviour {
  if (name !== 'mixed') return Behaviour.parse({ reports: name });
  const mixed = (seed: number) => mixedYear(input, seed);
  for (let seed = 1; seed < SEEDS; seed++) {
    const { totals } = rehearsed(mixed(seed), input, tasks, until);
    if (Math.min(totals.approved, totals.rejected, totals.lapsed) > 0) return mixed(seed);
  }
  return mixed(SEEDS);
}

function mixedYear({ context, units }: CampaignInput, seed: number): Behaviour {
  const silent = units.filter((_, i) => i % SILENT_EVERY === SILENT_EVERY - 1);
  const year = context.horizon.from.slice(0, 4);
  return Behaviour.parse({
    seed,
    reports: REPORTS,
    units: Object.fromEntries(silent.map(({ id }) => [id, 'silent'])),
    gates: ['approve', 'reject', 'lapse'],
    pauses: [{ from: `${year}-05-11T10:00:00+08:00`, to: `${year}-05-28T09:00:00+08:00` }],
  });
}

function rehearsed(
  behaviour: Behaviour,
  input: CampaignInput,
  tasks: readonly OwedTask[],
  until: Instant,
) {
  const counts = yearCounts(input.context.regime);
  rehearse({ input, tasks, behaviour, until, onRow: (row) => counts.add(yearRow(row)) });
  return counts;
}
