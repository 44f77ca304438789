import type { Directory } from '../domain/unit.ts';
import { Context } from '../domain/context.ts';
import { campaignId } from '../domain/ids.ts';
import { plusDays, type Day, type Instant } from '../domain/instant.ts';
import type { Diagnostic, Draft } from '../domain/plan.ts';
import { namesOf } from '../domain/words.ts';
import { readRegime } from '../importers/regime.ts';
import type { Reviewed } from '../importers/review.ts';
import { placeWords, type DocumentFault } from '../importers/yaml.ts';
import { resolve } from '../domain/unitResolve.ts';
import { FaultError } from './faultError.ts';
import { CampaignDocuments, type OutputOf } from './operations.ts';
import { deskCalendar, deskDirectory, type DeskWork } from './planDeskWork.ts';
import { plainWords } from './plainWords.ts';
import { prepare, type Prepared } from './prepare.ts';
import { burdenOf, type Burden } from './rehearsalBurden.ts';
import { dueInstants } from './rehearsalDues.ts';
import { requiredOf, settledCodes } from './reviewRequired.ts';

export type Must = OutputOf<'checkDesk'>['must'][number];

/** What is drafted at a desk, as it would start. */
export interface Drafted {
  readonly work: DeskWork;
  readonly reviewed: Reviewed;
  readonly today: Day;
}

/** What a desk would start with, and what stands before that. */
export interface DeskReadiness {
  /** Absent while regime, directory or calendar have faults. */
  readonly documents?: CampaignDocuments;
  readonly must: readonly Must[];
  readonly notes: readonly Diagnostic[];
  readonly prepared?: Prepared;
  readonly burden?: Burden;
}

/** Everything that stands before a start, in the order in which it is settled. Pure but for what it is given. */
export function readinessOf(
  { work, reviewed, today }: Drafted,
  startedAt: Instant,
  more: Partial<Pick<CampaignDocuments, 'confirm' | 'firstNoticesAt' | 'trial'>> = {},
): DeskReadiness {
  const { draft } = reviewed;
  const { regime, faults: ofRegime } = readRegime(work.regime.yaml);
  const { value: directory, faults: ofUnits } = deskDirectory(draft, work);
  const { value: calendar, faults: ofCalendar } = deskCalendar(work);
  const must: Must[] = [
    ...doubtMusts(reviewed, directory && resolve(directory, today), work.title),
    ...textMusts('regime', '制度', ofRegime),
    ...textMusts('documents', '单位名录', ofUnits),
    ...textMusts('documents', '工作日历', ofCalendar),
  ];
  if (regime === undefined || calendar === undefined || ofUnits.length > 0) {
    return { must, notes: [] };
  }
  const documents = CampaignDocuments.parse({
    ...{ plan: planOf(draft, work), regime, calendar, horizon: work.horizon },
    ...(directory === undefined ? {} : { directory }),
    ...(work.leadership === null ? {} : { leadership: work.leadership }),
    ...more,
    confirm: [...settledCodes(reviewed), ...(more.confirm ?? [])],
    diagnostics: [...reviewed.diagnostics].slice(0, 2000),
  });
  return { documents, ...prepared(documents, startedAt, must) };
}

function planOf(draft: Draft, { title }: DeskWork): CampaignDocuments['plan'] {
  return title === null ? draft : { ...draft, title };
}

const MOST = 100;

function doubtMusts(
  { open }: Reviewed,
  directory: Directory | undefined,
  title: string | null,
): Must[] {
  const required = requiredOf(open, { directory, title: title ?? undefined });
  return required.map(({ id, kind, where, printed, reason }) => {
    const words = printed === '' ? '' : `“${printed.replace(/\s+/g, '')}”`;
    return {
      ...{ code: kind, words: plainWords(`${where}${words}：${reason}`), step: 'review' as const },
      ...{ confirmable: false, doubt: id },
    };
  });
}

function textMusts(
  step: 'regime' | 'documents',
  document: string,
  faults: readonly DocumentFault[],
): Must[] {
  return faults.map((found) => ({
    ...{ code: 'document-faulty', step, confirmable: false, doubt: null },
    words: `${document}${placeWords(found)}：${found.message}`,
  }));
}

/** Seen and accepted as they are. */
const CONFIRMABLE: readonly string[] = ['deadline-past', 'list-open', 'no-tasks'];

function prepared(
  documents: CampaignDocuments,
  startedAt: Instant,
  before: readonly Must[],
): Omit<DeskReadiness, 'documents'> {
  let found: Prepared;
  try {
    found = prepare(documents, startedAt);
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    const own = { code: error.fault.code, step: 'documents' as const, words: error.message };
    return { must: [...before, { ...own, confirmable: false, doubt: null }], notes: [] };
  }
  const told = new Set(before.map(({ code }) => code));
  const blocking = found.diagnostics.filter(
    ({ severity, code }) => severity === 'blocking' && !told.has(code),
  );
  const musts = blocking.map(({ code, message }): Must => ({
    ...{ code, words: plainWords(message), step: stepOf(code), doubt: null },
    confirmable: CONFIRMABLE.includes(code),
  }));
  const burden = burdenIn(found, startedAt);
  const heavy = burden.over > 0 && documents.confirm?.includes('burden') !== true;
  const own: Must = {
    ...{ code: 'burden', words: burden.words, step: 'start', doubt: null, confirmable: true },
  };
  return {
    must: [...before, ...musts, ...(heavy ? [own] : [])],
    notes: found.diagnostics.filter(({ severity }) => severity !== 'blocking').slice(0, MOST),
    prepared: found,
    burden,
  };
}

function stepOf(code: string): Must['step'] {
  if (/^(?:horizon|unit|group|leadership|calendar|party|post|owner|nobody)/.test(code)) {
    return 'documents';
  }
  return CONFIRMABLE.includes(code) ? 'start' : 'review';
}

function burdenIn({ bound, plan, assigned }: Prepared, startedAt: Instant): Burden {
  const year = Number(startedAt.slice(0, 4));
  const context = Context.parse({ campaign: campaignId(year, 1), ...bound });
  const names = namesOf({ ...context, year }, plan.tasks, assigned.units);
  return burdenOf(dueInstants({ context, tasks: assigned.tasks }, names), names);
}

/** The last day of a horizon, as people say it. */
export function lastDayOf({ horizon }: DeskWork): Day {
  return plusDays(horizon.to, -1);
}
