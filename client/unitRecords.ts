import { z } from 'zod';
import { Lateness, latenessOf, middleOf, UnitRecord } from '../domain/behaviourRecord.ts';
import type { Calendar } from '../domain/calendar.ts';
import { Day, instantOf, plusDays } from '../domain/instant.ts';
import { term } from '../domain/terms.ts';
import { nameKey, namesOfUnit } from '../domain/unit.ts';
import type { UnitRecordRow } from '../store/unitRecords.ts';
import type { OwnBurden } from './rehearsalBurden.ts';

/** The record of one unit in one campaign, without a word of any report. */
export const KnownRecord = z.object({
  campaign: z.string(),
  title: z.string(),
  name: z.string(),
  /** Every name under which a plan may know the unit, as keys. */
  known: z.array(z.string()),
  lines: UnitRecord.shape.lines,
  late: z.array(Lateness),
});
export type KnownRecord = z.infer<typeof KnownRecord>;

/** 去年情况: the records of the twelve months before a day; `to` is that day. */
export const LastYear = z.object({ from: Day, to: Day, records: z.array(KnownRecord) });
export type LastYear = z.infer<typeof LastYear>;

/** Of a plan's units, who has a record and what it is: what a page shows of 按去年情况. */
export const RecordShown = z.object({
  from: Day,
  /** The last day. */
  last: Day,
  /** Units that report under the plan, and how many of them have a record. */
  units: z.int(),
  known: z.int(),
  words: z.string(),
  campaigns: z.array(z.object({ title: z.string(), units: z.int() })),
  lines: z.array(
    z.object({
      unit: z.string(),
      onTime: z.int(),
      late: z.int(),
      missing: z.int(),
      /** How late the middle one of the late ones was, in words; empty where none was. */
      lateness: z.string(),
    }),
  ),
});
export type RecordShown = z.infer<typeof RecordShown>;

/** The twelve months before a day. */
export function yearBefore(to: Day): { readonly from: Day; readonly to: Day } {
  const [year = '', month = '', day = ''] = to.split('-');
  const own = month === '02' && day === '29' ? '28' : day;
  return { from: `${Number(year) - 1}-${month}-${own}`, to };
}

export function knownRecords(
  rows: readonly UnitRecordRow[],
  calendar: Calendar,
): readonly KnownRecord[] {
  const instant = (ms: number) => instantOf(ms, calendar.zone);
  return rows.map(({ campaign, title, unit, lines, late }) => ({
    ...{ campaign, title, name: unit.name, lines: [...lines] },
    known: [...new Set([unit.name, ...namesOfUnit(unit)].map(nameKey))],
    late: late.map(([due, came]) => latenessOf(calendar, instant(due), instant(came))),
  }));
}

type PlanUnit = Pick<OwnBurden, 'unit' | 'name' | 'known'>;

/** The records of a plan's units, found by any of their names, and what is to be said of them. */
export function recordsFor(
  units: readonly PlanUnit[],
  { from, to, records }: LastYear,
): {
  readonly records: Readonly<Record<string, UnitRecord>>;
  readonly shown: RecordShown;
} {
  const byName = new Map<string, KnownRecord[]>();
  for (const record of records) {
    for (const key of record.known) byName.set(key, [...(byName.get(key) ?? []), record]);
  }
  const found = units.flatMap((unit) => {
    const own = [...new Set(unit.known.flatMap((key) => byName.get(key) ?? []))];
    return own.length === 0 ? [] : [{ unit, own }];
  });
  const titles = new Map<string, { title: string; units: number }>();
  for (const { own } of found) {
    for (const campaign of new Set(own.map((record) => record.campaign))) {
      const title = own.find((record) => record.campaign === campaign)?.title ?? campaign;
      titles.set(campaign, { title, units: (titles.get(campaign)?.units ?? 0) + 1 });
    }
  }
  const campaigns = [...titles.values()];
  const last = plusDays(to, -1);
  const said = { from, last, units: units.length, known: found.length, campaigns };
  return {
    records: Object.fromEntries(found.map(({ unit, own }) => [unit.unit, joined(own)])),
    shown: { ...said, words: recordWords(said), lines: found.map(lineOf) },
  };
}

function joined(own: readonly KnownRecord[]): UnitRecord {
  const late = middleOf(own.flatMap((record) => record.late));
  return { lines: own.flatMap(({ lines }) => lines), ...(late === undefined ? {} : { late }) };
}

interface Found {
  readonly unit: PlanUnit;
  readonly own: readonly KnownRecord[];
}

function lineOf({ unit, own }: Found): RecordShown['lines'][number] {
  const { lines, late } = joined(own);
  const count = (letter: string) =>
    lines.reduce((sum, line) => sum + line.split(letter).length - 1, 0);
  const lateness = late === undefined ? '' : `多在到期后 ${late.workdays} 个工作日`;
  return {
    ...{ unit: unit.name, onTime: count('o'), late: count('l'), missing: count('m') },
    lateness,
  };
}

const NAMED = 6;

function recordWords(said: Omit<RecordShown, 'words' | 'lines'>): string {
  const { from, last, units, known, campaigns } = said;
  const span = `${dayWords(from)}至${dayWords(last)}`;
  if (known === 0) {
    return `${span}，本系统没有这份方案 ${units} 家报送单位的判定记录`;
  }
  const named = campaigns.slice(0, NAMED).map(({ title }) => `“${title}”`);
  const more = campaigns.length > NAMED ? `等 ${campaigns.length} 个专项行动` : '';
  const rest = units - known;
  const others = rest === 0 ? '' : `；另 ${rest} 家没有记录，按全部${term('on-time')}`;
  return `${span}的判定记录：${units} 家报送单位中 ${known} 家有记录，取自${named.join('')}${more}${others}`;
}

function dayWords(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
