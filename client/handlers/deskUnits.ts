import { WEEKLY_LIMIT } from '../../domain/burden.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { at, dayOf, plusDays } from '../../domain/instant.ts';
import { tasksByUnit, unitCounts, unitWeeks } from '../../store/deskDues.ts';
import type { Mark } from '../deskParts.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { ZONE } from './actor.ts';
import { deskCampaign, type DeskCampaign } from './deskWorld.ts';
import { markOf, mondayOf } from './deskWords.ts';
import { sharedRead } from './shareReads.ts';

type View = OutputOf<'listUnits'>;
type Line = View['units'][number];

const WEEKS = 4;

/** Where there is no campaign at all, days are told by their weekday only. */
export const EMPTY_CALENDAR: Calendar = {
  ...{ id: 'none', version: 1, zone: ZONE, announcedThrough: '9999-12-31' },
  ...{ rest: [], work: [], closures: [] },
};

/** 负担 of a unit in a week: beyond the limit it is marked. */
export function weekMark(count: number): Mark {
  return count > WEEKLY_LIMIT
    ? { level: 'near', word: `每周超过${WEEKLY_LIMIT}项`, shape: '◐' }
    : markOf('normal');
}

/** The units of a campaign: what each owes, how it stands, its weeks to come. */
export async function listUnits(
  service: Service,
  input: TakenOf<'listUnits'>,
): Promise<OutputOf<'listUnits'>> {
  const world = await deskCampaign(service, input.campaign);
  const all = await sharedRead(service.pool, `units/${world.id}`, () => unitLines(service, world));
  const text = (input.text ?? '').trim();
  const units = all.units.filter(
    ({ name, aliases }) => text === '' || [name, ...aliases].some((own) => own.includes(text)),
  );
  const sorted = [...units].sort(
    (a, b) =>
      (input.sort === 'late' ? b.late - a.late || b.open - a.open : 0) ||
      (input.sort === 'open' ? b.open - a.open : 0) ||
      a.name.localeCompare(b.name, 'zh'),
  );
  return { ...all, total: sorted.length, units: sorted };
}

async function unitLines(service: Service, world: DeskCampaign): Promise<View> {
  const { pool } = service;
  const { id, title, units, now, calendar } = world;
  const { zone } = calendar;
  const monday = mondayOf(dayOf(now, zone));
  const [counts, weeks, tasks] = await Promise.all([
    unitCounts(pool, id, now),
    unitWeeks(pool, [id], at(monday, '00:00', zone), WEEKS),
    tasksByUnit(pool, id),
  ]);
  const byUnit = new Map(counts.map((one) => [one.unit, one]));
  return {
    ...{ now, zone, campaign: id, title, total: units.length },
    weeks: Array.from({ length: WEEKS }, (_, n) => plusDays(monday, 7 * n)),
    units: units.map((unit): Line => {
      const own = byUnit.get(unit.id);
      const mine = Array.from(
        { length: WEEKS },
        (_, n) => weeks.find((one) => one.unit === unit.id && one.week === n)?.count ?? 0,
      );
      const open = own?.pending ?? 0;
      const late = own?.overdue ?? 0;
      const level = late > 0 ? 'late' : 'normal';
      const busy = mine.some((count) => count > WEEKLY_LIMIT);
      return {
        ...{ id: unit.id, name: unit.name, aliases: [...unit.aliases], kind: kindOf(unit) },
        ...{ open, late, tasks: tasks.get(unit.id) ?? 0, weeks: mine },
        counts: {
          expected: own?.expected ?? 0,
          onTime: own?.onTime ?? 0,
          late: own?.late ?? 0,
          missing: own?.missing ?? 0,
          exempt: own?.exempt ?? 0,
          pending: own?.pending ?? 0,
        },
        mark: markOf(level),
        words: `待报 ${open} 项，逾期未报 ${late} 项，本周到期 ${mine[0] ?? 0} 项`,
        why: {
          rule: `负担上限：每家每周 ${WEEKLY_LIMIT} 项`,
          facts: busy ? [`四周内每周到期：${mine.join('、')} 项`] : [],
        },
        source: { unit: unit.id },
        target: { kind: 'unit', campaign: id, id: unit.id },
      };
    }),
  };
}

function kindOf(unit: object): string | null {
  const kind = (unit as { readonly kind?: unknown }).kind;
  return typeof kind === 'string' ? kind : null;
}
