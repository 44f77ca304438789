import { at, type Day } from '../../domain/instant.ts';
import { unitRecords } from '../../store/unitRecords.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import { readinessOf } from '../planDeskStart.ts';
import { standardCalendar } from '../regimeSamples.ts';
import type { Service } from '../service.ts';
import { knownRecords, recordsFor, yearBefore, type LastYear } from '../unitRecords.ts';
import { ZONE } from './actor.ts';
import { deskFor, type Desk } from './planDeskFind.ts';
import { rehearsedFrom } from './planDeskStart.ts';
import { visitNow } from './visit.ts';

/** The records of the twelve months before a day, of the campaigns that whoever asks may see. */
export async function lastYearBefore(
  { pool }: Pick<Service, 'pool'>,
  before: Day,
): Promise<LastYear> {
  const { from, to } = yearBefore(before);
  const rows = await unitRecords(pool, at(from, '00:00', ZONE), at(to, '00:00', ZONE));
  const visit = visitNow();
  const seen = rows.filter(({ campaign }) => visit?.refuses(campaign) === undefined);
  return { from, to, records: [...knownRecords(seen, standardCalendar())] };
}

/** For a rehearsal without the server's documents: verdicts of units by their names. */
export async function showUnitRecords(
  service: Service,
  { before }: TakenOf<'showUnitRecords'>,
): Promise<OutputOf<'showUnitRecords'>> {
  return lastYearBefore(service, before);
}

/** Whether a desk can be rehearsed 按去年情况, and from what; else why not. */
export async function showDeskRecord(
  service: Service,
  { desk: id }: TakenOf<'showDeskRecord'>,
): Promise<OutputOf<'showDeskRecord'>> {
  const desk = await deskFor(service, id);
  const { own } = readinessOf(desk, rehearsedFrom(desk));
  const shown = recordsFor(own ?? [], await lastYearOf(service, desk)).shown;
  const why =
    own === undefined
      ? '案卷还有错误，改正后才能对照各单位的记录'
      : shown.known === 0
        ? `${shown.words}。这些单位在本系统办过专项行动之后才可以选`
        : null;
  return { ...shown, lines: [], why };
}

export function lastYearOf(service: Pick<Service, 'pool'>, { work }: Desk): Promise<LastYear> {
  return lastYearBefore(service, work.horizon.from);
}
