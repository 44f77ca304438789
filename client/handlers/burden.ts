import { burdenByUnit, HOURS_EACH, WEEKLY_LIMIT, type UnitBurden } from '../../domain/burden.ts';
import { plusDays } from '../../domain/instant.ts';
import { accountsNamed } from '../../store/accounts.ts';
import { grantsHeld } from '../../store/grants.ts';
import { sameMatters } from '../../store/sameMatter.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { nowOf } from './actor.ts';
import { demandsWithin } from './demands.ts';
import { sharedRead } from './shareReads.ts';

type View = OutputOf<'showBurden'>;

/** 负担: reports asked of each unit and each person in a month, over all campaigns; one matter is asked once. */
export async function showBurden(
  service: Service,
  { month: asked }: TakenOf<'showBurden'>,
): Promise<View> {
  const { pool } = service;
  const month = asked ?? (await nowOf(service, pool)).slice(0, 7);
  return sharedRead(pool, `burden/${month}`, () => burdenIn(pool, month));
}

async function burdenIn(pool: Service['pool'], month: string): Promise<View> {
  const first = `${month}-01`;
  const next = `${plusDays(first, 31).slice(0, 7)}-01`;
  const [demands, matters, people] = await Promise.all([
    demandsWithin(pool, { from: first, to: next }),
    sameMatters(pool),
    reporters(pool),
  ]);
  const units = burdenByUnit(
    demands,
    matters.map(({ one, other }) => [
      `${one.campaign}/${one.task}`,
      `${other.campaign}/${other.task}`,
    ]),
  );
  const asksOf = new Map(
    units.map(({ unit, asked: count, duplicates }) => [unit, count - duplicates]),
  );
  return {
    month,
    campaigns: new Set(demands.map(({ campaign }) => campaign)).size,
    words: wordsOf(month, units),
    ...{ limit: WEEKLY_LIMIT, hoursEach: HOURS_EACH },
    units: units.map((unit) => ({
      ...unit,
      persons: people
        .filter((one) => one.units.includes(unit.unit))
        .map(({ name, units: own }) => ({
          ...{ name, units: own.length },
          asked: own.reduce((sum, other) => sum + (asksOf.get(other) ?? 0), 0),
        })),
    })),
  };
}

export interface Reporter {
  readonly name: string;
  readonly units: readonly string[];
}

/** Who reports for which units, by name. */
export async function reporters(pool: Service['pool']): Promise<readonly Reporter[]> {
  const held = await grantsHeld(pool);
  const units = new Map<string, Set<string>>();
  for (const { account, grant } of held) {
    const reports = grant.role === 'reporter' || grant.role === 'head';
    if (!reports || grant.unit === undefined) continue;
    units.set(account, (units.get(account) ?? new Set()).add(grant.unit));
  }
  const accounts = await accountsNamed(pool, [...units.keys()]);
  return accounts.map(({ id, name }) => ({ name, units: [...(units.get(id) ?? [])] }));
}

function wordsOf(month: string, units: readonly UnitBurden[]): string {
  const words = `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`;
  const [busiest] = units;
  if (busiest === undefined) return `${words}没有要求任何单位报送。`;
  const asked = units.reduce((sum, unit) => sum + unit.asked - unit.duplicates, 0);
  const saved = units.reduce((sum, unit) => sum + unit.duplicates, 0);
  const over = units.filter((unit) => unit.over > 0).length;
  const mean = Math.round((asked / units.length) * 10) / 10;
  const merged = saved > 0 ? `，同一事项少报 ${saved} 份` : '';
  const above =
    over > 0 ? `${over} 家单位有超过每周 ${WEEKLY_LIMIT} 份上限的周` : '没有单位超过每周上限';
  return `${words}要求 ${units.length} 家单位报送 ${asked} 份，平均每家 ${mean} 份${merged}；${above}。`;
}
