import { canonicalJson } from '../../domain/canonical.ts';
import { sha256 } from '../../store/ledger.ts';
import { FaultError, refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import { jobsAreMany, runDeskJob } from '../planDeskJobs.ts';
import { readinessOf } from '../planDeskStart.ts';
import type { RehearsedYear } from '../planDeskYear.ts';
import type { Burden } from '../rehearsalBurden.ts';
import type { Service } from '../service.ts';
import { burdenFor } from './planDeskBurden.ts';
import { deskFor, type Desk } from './planDeskFind.ts';
import { rehearsedFrom } from './planDeskStart.ts';
import { lastYearOf } from './unitRecords.ts';

type Answer = OutputOf<'showRehearsal'>;

/**
 * One rehearsal, under way or done. A year follows from the desk and, 按去年情况, from what the register says of the year before,
 * so that it need not outlive this process.
 */
interface Rehearsal {
  readonly id: string;
  readonly desk: string;
  readonly version: number;
  done: number;
  year?: RehearsedYear;
  message?: string;
}

const KEPT = 8;
const rehearsals = new Map<string, Rehearsal>();

/** Begins a rehearsal beside the API, or finds the one that was asked for before; asked again, a failed one is tried anew. */
export async function rehearseDesk(
  service: Service,
  { desk: id, way, seed }: TakenOf<'rehearseDesk'>,
): Promise<Answer> {
  const desk = await deskFor(service, id);
  const { version } = desk.row;
  const lastYear = way === 'last-year' ? await lastYearOf(service, desk) : undefined;
  const told = lastYear === undefined ? '' : canonicalJson(lastYear);
  const key = sha256([id, version, way, seed, told].join(' ')).slice(0, 16);
  const known = rehearsals.get(key);
  if (known !== undefined && known.message === undefined) return answerOf(service, known, desk);
  const documents = documentsOf(desk);
  if (jobsAreMany()) refuse('rehearsal-busy');
  const begun: Rehearsal = { id: key, desk: id, version, done: 0 };
  keep(begun);
  const more = lastYear === undefined ? {} : { lastYear };
  const input = { documents, startedAt: rehearsedFrom(desk), way, seed, ...more };
  void runDeskJob<'rehearse'>({ kind: 'rehearse', input }, (done) => (begun.done = done)).then(
    (year) => Object.assign(begun, { year, done: 1 }),
    (error: unknown) => (begun.message = whyOf(error)),
  );
  return answerOf(service, begun, desk);
}

/** Regime, directory and calendar must be readable; what else is open does not keep anybody from a rehearsal. */
function documentsOf(desk: Desk) {
  const { documents, must } = readinessOf(desk, rehearsedFrom(desk));
  if (documents !== undefined) return documents;
  const faulty = must.filter(({ code }) => code === 'document-faulty');
  const list = faulty.slice(0, 20).map(({ words }) => `· ${words}`);
  const count = faulty.length;
  return refuse('desk-not-ready', { count, undone: '没有推演', list: list.join('\n') });
}

function keep(rehearsal: Rehearsal): void {
  rehearsals.delete(rehearsal.id);
  rehearsals.set(rehearsal.id, rehearsal);
  for (const [id, { year, message }] of rehearsals) {
    if (rehearsals.size <= KEPT) return;
    if (year !== undefined || message !== undefined) rehearsals.delete(id);
  }
}

function whyOf(error: unknown): string {
  if (error instanceof FaultError) return error.message;
  return '推演没有做完。请再试一次；仍不行的，请联系系统管理员。';
}

async function answerOf(
  service: Service,
  { id, desk, version, done, year, message }: Rehearsal,
  now: Desk,
): Promise<Answer> {
  const state = year !== undefined ? 'done' : message === undefined ? 'running' : 'failed';
  return {
    ...{ desk, version, stale: now.row.version !== version, rehearsal: id, state, done },
    message: message ?? null,
    year: year === undefined ? null : await yearOf(service, year),
  };
}

/** The lists of single days stay here: they are asked for one by one. What runs already is counted as it is now. */
async function yearOf(service: Service, year: RehearsedYear): Promise<NonNullable<Answer['year']>> {
  const shown: Partial<RehearsedYear> & { burden: Burden } = {
    ...year,
    burden: await burdenFor(service, year.own),
  };
  for (const kept of ['items', 'own']) Reflect.deleteProperty(shown, kept);
  return JSON.parse(JSON.stringify(shown)) as NonNullable<Answer['year']>;
}

function rehearsalNamed(desk: string, id: string): Rehearsal {
  const found = rehearsals.get(id);
  return found?.desk === desk ? found : refuse('rehearsal-unknown');
}

export async function showRehearsal(
  service: Service,
  { desk, rehearsal }: TakenOf<'showRehearsal'>,
): Promise<Answer> {
  const now = await deskFor(service, desk);
  return answerOf(service, rehearsalNamed(desk, rehearsal), now);
}

/** What one day of the rehearsed year brings. */
export async function showRehearsedDay(
  service: Service,
  { desk, rehearsal, day }: TakenOf<'showRehearsedDay'>,
): Promise<OutputOf<'showRehearsedDay'>> {
  await deskFor(service, desk);
  const { year } = rehearsalNamed(desk, rehearsal);
  if (year === undefined) return refuse('rehearsal-unknown');
  const [, items = []] = year.items.find(([own]) => own === day) ?? [];
  return { day, items: JSON.parse(JSON.stringify(items)) as OutputOf<'showRehearsedDay'>['items'] };
}
