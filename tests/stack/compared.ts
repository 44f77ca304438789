import { expect } from '@jest/globals';
import { liveThrough } from '../../client/lived.ts';
import type { Behaviour } from '../../domain/behaviour.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import { epoch, type Instant } from '../../domain/instant.ts';
import { rehearse } from '../../domain/rehearse.ts';
import type { Regime } from '../../domain/regime.ts';
import type { Pool } from '../../store/pool.ts';
import type { Campaign, World } from './world.ts';

/** Lives a campaign through to an instant and expects it row by row as it was rehearsed; the rows. */
export async function livedAsRehearsed(
  { client, pool }: World,
  campaign: Campaign,
  behaviour: Behaviour,
  until: Instant,
): Promise<Set<string>> {
  const { context, tasks } = campaign;
  await liveThrough({ client, pool, context, tasks, behaviour }, epoch(until));
  const life = await lifeOf(pool, context.campaign);
  const rehearsed = rehearsalOf(campaign, behaviour, until);
  expect(only(life, rehearsed)).toEqual([]);
  expect(only(rehearsed, life)).toEqual([]);
  return life;
}

/** Everything that the register holds of a campaign, row by row, without the numbers of turns. */
export async function lifeOf(pool: Pool, campaign: string): Promise<Set<string>> {
  const { rows } = await pool.query<Record<string, unknown>>(
    `select process, kind, type, key, at_text as at, payload from ledger where campaign = $1
     union all
     select process, 'notice', type, key, at_text, payload from notice where campaign = $1`,
    [campaign],
  );
  return new Set(rows.map(canonicalJson));
}

/** The same rows as the rehearsal decides them, under the campaign's own regime or another. */
export function rehearsalOf(
  { input, tasks }: Campaign,
  behaviour: Behaviour,
  until: Instant,
  regime: Regime = input.context.regime,
): Set<string> {
  const rows = new Set<string>();
  rehearse({
    input: { ...input, context: { ...input.context, regime } },
    tasks,
    behaviour,
    until,
    onRow({ process, decision: { kind, type, key, at, payload } }) {
      rows.add(canonicalJson({ process, kind, type, key, at, payload }));
    },
  });
  return rows;
}

export function only(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...a].filter((row) => !b.has(row)).sort();
}
