import type { Directory } from '../domain/unit.ts';
import { plusDays, type Day, type Instant } from '../domain/instant.ts';
import type { Diagnostic, Draft } from '../domain/plan.ts';
import { readRegime } from '../importers/regime.ts';
import type { Reviewed } from '../importers/review.ts';
import { placeWords, type DocumentFault } from '../importers/yaml.ts';
import { resolve } from '../domain/unitResolve.ts';
import { FaultError } from './faultError.ts';
import { CampaignDocuments, type OutputOf } from './operations.ts';
import { deskCalendar, deskDirectory, type DeskWork } from './planDeskWork.ts';
import { plainWords } from './plainWords.ts';
import { prepare, type Prepared } from './prepare.ts';
import { ownIn } from './planDeskOwn.ts';
import type { Burden, OwnBurden } from './rehearsalBurden.ts';
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
  /** What it asks of each unit. */
  readonly own?: readonly OwnBurden[];
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
      ...{ confirmable: false, reasoned: false, doubt: id },
    };
  });
}

function textMusts(
  step: 'regime' | 'documents',
  document: string,
  faults: readonly DocumentFault[],
): Must[] {
  return faults.map((found) => ({
    ...{ code: 'document-faulty', step, confirmable: false, reasoned: false, doubt: null },
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
    const must = { ...own, confirmable: false, reasoned: false, doubt: null };
    return { must: [...before, must], notes: [] };
  }
  const told = new Set(before.map(({ code }) => code));
  const blocking = found.diagnostics.filter(
    ({ severity, code }) => severity === 'blocking' && !told.has(code),
  );
  const musts = blocking.map(({ code, message }): Must => ({
    ...{ code, words: plainWords(message), step: stepOf(code), doubt: null },
    ...{ confirmable: CONFIRMABLE.includes(code), reasoned: false },
  }));
  return {
    must: [...before, ...musts],
    notes: found.diagnostics.filter(({ severity }) => severity !== 'blocking').slice(0, MOST),
    prepared: found,
    own: ownIn(found, startedAt),
  };
}

/** Above the limit a start needs an approval with its reason. */
export function burdenMust({ over, words }: Pick<Burden, 'over' | 'words'>): readonly Must[] {
  if (over === 0) return [];
  const own = { step: 'start' as const, doubt: null, confirmable: true, reasoned: true };
  return [{ code: 'burden', words, ...own }];
}

function stepOf(code: string): Must['step'] {
  if (/^(?:horizon|unit|group|leadership|calendar|party|post|owner|nobody)/.test(code)) {
    return 'documents';
  }
  return CONFIRMABLE.includes(code) ? 'start' : 'review';
}

/** The last day of a horizon, as people say it. */
export function lastDayOf({ horizon }: DeskWork): Day {
  return plusDays(horizon.to, -1);
}
