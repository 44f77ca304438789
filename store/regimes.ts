import { canonicalJson } from '../domain/canonical.ts';
import type { CampaignRegime } from '../domain/campaignState.ts';
import type { Context, OwedTask } from '../domain/context.ts';
import type { Regime } from '../domain/regime.ts';
import { RegimeAmended, RegimeParties, RegimeWithdrawn } from '../domain/regimeMessages.ts';
import type { Unit } from '../domain/unit.ts';
import { enterUnits } from './directories.ts';
import { sha256 } from './ledger.ts';
import { kept } from './kept.ts';
import type { Db } from './pool.ts';

/** The content hash of a regime, under which the register keeps it. */
export function regimeHash(regime: Regime): string {
  return sha256(canonicalJson(regime));
}

/**
 * Keeps a regime that is to come into force in flight, who owes under it in each task where that differs, and the units
 * that come in; inside a transaction, which the caller rolls back by a fault where it is not `kept`. `units`: an id has been
 * given to another unit meanwhile. `owed`: the same regime was kept before, and others owed under it then.
 */
export async function insertRegime(
  db: Db,
  campaign: string,
  regime: Regime,
  owed: ReadonlyMap<string, RegimeParties>,
  units: readonly Unit[],
): Promise<'kept' | 'units' | 'owed'> {
  const hash = regimeHash(regime);
  await db.query(
    `insert into document (kind, hash, body) values ('regime', $1, $2) on conflict do nothing`,
    [hash, JSON.stringify(regime)],
  );
  if (!(await enterUnits(db, campaign, units))) return 'units';
  const rows = [...owed].map(([task, own]) => ({ task, ...own }));
  await db.query(
    `insert into regime_owed (campaign, hash, task, parties, units, cooperating)
     select $1, $2, task, parties, units, cooperating
       from jsonb_to_recordset($3) as r
            (task text, parties jsonb, units jsonb, cooperating jsonb) on conflict do nothing`,
    [campaign, hash, JSON.stringify(rows)],
  );
  const known = await regimeParties(db, campaign, hash);
  const same = canonicalJson(Object.fromEntries(known)) === canonicalJson(Object.fromEntries(owed));
  return same ? 'kept' : 'owed';
}

/** Who owes under a regime, in each task in which that is not as before. */
export async function regimeParties(
  db: Db,
  campaign: string,
  hash: string,
): Promise<ReadonlyMap<string, RegimeParties>> {
  const { rows } = await db.query<{ task: string; own: unknown }>(
    `select task, jsonb_strip_nulls(jsonb_build_object('parties', parties, 'cooperating', cooperating))
            || jsonb_build_object('units', units) as own
       from regime_owed where campaign = $1 and hash = $2`,
    [campaign, hash],
  );
  return new Map(rows.map(({ task, own }) => [task, RegimeParties.parse(own)]));
}

export type RegimeTaken = RegimeAmended | RegimeWithdrawn;

/** What a campaign was told of regimes after its start, withdrawals too, in order. */
export function regimesTold(db: Db, campaign: string): Promise<readonly RegimeTaken[]> {
  return kept(db, ['regimes', campaign], () => regimesRead(db, campaign));
}

async function regimesRead(db: Db, campaign: string): Promise<readonly RegimeTaken[]> {
  const { rows } = await db.query<{
    taken: { message?: unknown; answer?: { fault?: unknown; value?: { repeated?: boolean } } }[];
  }>(
    `select taken from turn where process = 'campaign/' || $1::text
        and (taken @> '[{"message": {"kind": "regime"}}]'
             or taken @> '[{"message": {"kind": "regime-withdraw"}}]') order by seq`,
    [campaign],
  );
  return rows.flatMap(({ taken }) =>
    taken.flatMap(({ message, answer }): RegimeTaken[] => {
      if (answer?.fault !== undefined || answer?.value?.repeated === true) return [];
      const amended = RegimeAmended.safeParse(message);
      if (amended.success) return [amended.data];
      const withdrawn = RegimeWithdrawn.safeParse(message);
      return withdrawn.success ? [withdrawn.data] : [];
    }),
  );
}

/** The regimes that stand after the one of the start, in the order of their days. */
export async function regimesTaken(db: Db, campaign: string): Promise<readonly CampaignRegime[]> {
  const told = await regimesTold(db, campaign);
  return told.reduce<readonly CampaignRegime[]>((stand, message) => {
    if (message.kind === 'regime-withdraw') return stand.slice(0, -1);
    const { from, regime, units = [] } = message;
    return [...stand, { from, regime, units }];
  }, []);
}

/** Tasks with who owes under each regime that came into force in flight. */
export async function withRegimeParties<
  Row extends { readonly key: string; readonly owed: OwedTask },
>(
  db: Db,
  { campaign, later = [] }: Pick<Context, 'campaign' | 'later'>,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  if (later.length === 0) return rows;
  const all = await Promise.all(
    later.map(async ({ regime }) => {
      const parties = await regimeParties(db, campaign, regimeHash(regime));
      return [String(regime.version), parties] as const;
    }),
  );
  return rows.map((row) => {
    const under = all.flatMap(([version, parties]) => {
      const own = parties.get(row.key)?.parties;
      return own === undefined ? [] : [[version, own] as const];
    });
    return under.length === 0
      ? row
      : { ...row, owed: { ...row.owed, under: Object.fromEntries(under) } };
  });
}
