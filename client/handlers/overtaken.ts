import { setTimeout as sleep } from 'node:timers/promises';
import { actorLabel } from '../../domain/accessWords.ts';
import type { FaultCode } from '../../domain/faults.ts';
import { readProcess } from '../../domain/ids.ts';
import { instantOf } from '../../domain/instant.ts';
import { unitActing } from '../../domain/machine.ts';
import { accountsNamed } from '../../store/accounts.ts';
import { donesOf, type Done } from '../../store/audit.ts';
import { unitsOf } from '../../store/campaigns.ts';
import { isAnotherRunning } from '../../store/idempotency.ts';
import type { Db } from '../../store/pool.ts';
import { ACT_TOPICS } from '../acts/acts.ts';
import { FaultError } from '../faultError.ts';
import type { OperationName } from '../operations.ts';
import { instantWords } from '../print.ts';
import { actLabel } from './actLabels.ts';

/** Faults that say that something stands otherwise than whoever decided has seen. */
const OVERTAKEN: readonly FaultCode[] = [
  ...(['already-ended', 'task-ended', 'task-closed', 'already-suspended'] as const),
  ...(['not-suspended', 'obligation-settled', 'bulletin-not-drafted'] as const),
  ...(['interview-not-proposed', 'interview-wrong-phase', 'gate-decided'] as const),
  ...(['closure-not-asked', 'closure-open', 'closure-none', 'closure-reviewed'] as const),
  ...(['listing-not-asked', 'listing-open', 'listing-none', 'listing-asked'] as const),
  ...(['look-back-none', 'objection-none', 'objection-twice', 'extension-none'] as const),
  ...(['extension-settled', 'extension-open', 'extension-checked', 'item-not-waiting'] as const),
  ...(['signed-already', 'return-not-asked', 'return-open', 'report-accepted'] as const),
  ...(['verify-nothing', 'verify-returned', 'claim-decided', 'obstacle-resolved'] as const),
];

/** Acts that settle the same thing one way or another. */
const FAMILIES: readonly (readonly string[])[] = [
  [
    ...['approve', 'reject', 'hear', 'propose', 'withdraw', 'schedule', 'held', 'minutes'],
    ...['rectified', 'verify', 'second', 'refer', 'close', 'pause', 'resume'],
  ],
  ['sign', 'return'],
  ['exempt'],
  ['item-approve', 'item-reject', 'item-propose', 'item-withdraw'],
  ...ACT_TOPICS.map(({ acts }) => acts.map(({ act }) => act)),
];

const ENDS = ['close', 'withdrawStart', 'approve-closure', 'terminate'];
const ENDED: readonly FaultCode[] = ['already-ended', 'task-ended', 'task-closed'];

/** Fields that say which of several things an act was about. */
const SUBJECTS = [
  ...['obligation', 'step', 'unit', 'from', 'obstacle', 'objection', 'against', 'report'],
  ...['bulletin', 'period', 'task'],
];

type Content = Readonly<Record<string, unknown>>;

/** A decision that was refused: what it was about, and who took it. */
export interface Lost {
  readonly process: string;
  readonly zone: string;
  /** As recorded: `unit:u003`. */
  readonly by: string;
  readonly act: string;
  readonly requestId: string;
  readonly content: Content;
}

/** By which an act of another comes. */
const ACTING: readonly OperationName[] = [
  ...(['decide', 'decideInterview', 'actOnTask', 'decideItem'] as const),
  ...(['reorganise', 'withdrawStart'] as const),
];
/** Longer than a process may take to answer. */
const UNDER_WAY_MS = 15_000;
const LOOKS = 3;
const PAUSE_MS = 150;

/**
 * The same refusal with who has decided before, and when, where another's decision is the reason. A unit hears which desk it
 * was, never which person.
 */
export async function overtaken(db: Db, lost: Lost, error: unknown): Promise<unknown> {
  if (!(error instanceof FaultError) || !OVERTAKEN.includes(error.fault.code)) return error;
  const acts = actsBefore(lost.act, error.fault.code);
  const before = await doneBefore(db, lost, acts);
  if (before === undefined) return error;
  const { fault, diagnostics } = error;
  const { desk, person } = await whoWords(db, lost, before);
  const what = `已于 ${whenWords(before, lost)} 办理“${actLabel(before.act, lost.process)}”。`;
  const message = `${fault.message}${desk}${person === undefined ? '' : `（${person}）`}${what}`;
  // who leaves is made nameless, and the audit is never changed
  return new FaultError({ ...fault, message }, diagnostics, `${fault.message}${desk}${what}`);
}

function actsBefore(act: string, code: FaultCode): readonly string[] {
  const own = FAMILIES.filter((family) => family.includes(act)).flat();
  return [...new Set([...own, ...(ENDED.includes(code) ? ENDS : [])])];
}

/**
 * The winner's entry is written when its answer comes, which may be a moment after the loser was refused: as long as anybody's
 * act is under way it is waited for. What ends between the two questions has its entry before the second is asked.
 */
async function doneBefore(
  db: Db,
  { process, content, requestId }: Lost,
  acts: readonly string[],
): Promise<Done | undefined> {
  const since = new Date(Date.now() - UNDER_WAY_MS);
  for (let left = LOOKS; ; left -= 1) {
    const others = { key: requestId, operations: ACTING, since };
    const mayCome = left > 1 && (await isAnotherRunning(db, others));
    const found = (await donesOf(db, process, acts)).find(({ detail }) => isSame(detail, content));
    if (found !== undefined || !mayCome) return found;
    await sleep(PAUSE_MS);
  }
}

export function isSame(one: Content, other: Content): boolean {
  return SUBJECTS.every(
    (name) => one[name] === undefined || other[name] === undefined || one[name] === other[name],
  );
}

function whenWords({ at }: Done, { zone }: Lost): string {
  return instantWords(instantOf(at.getTime(), zone), zone);
}

async function whoWords(
  db: Db,
  { process, by }: Lost,
  { actor, account }: Done,
): Promise<{ readonly desk: string; readonly person?: string }> {
  const unit = unitActing(actor);
  const campaign = readProcess(process)?.campaign;
  const units = unit === undefined || campaign === undefined ? [] : await unitsOf(db, campaign);
  const desk = units.find(({ id }) => id === unit)?.name ?? actorLabel(actor);
  if (account === null || unitActing(by) !== undefined) return { desk };
  const [person] = await accountsNamed(db, [account]);
  return { desk, ...(person === undefined ? {} : { person: person.name }) };
}
