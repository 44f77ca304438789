import { firstConsequence } from '../../domain/consequence.ts';
import type { Context } from '../../domain/context.ts';
import { ruleNamed } from '../../domain/firsts.ts';
import { epoch, type Instant } from '../../domain/instant.ts';
import { DEADLINES, type Obligation } from '../../domain/obligation.ts';
import { unitActing } from '../../domain/machine.ts';
import { noticeId } from '../../domain/proofChain.ts';
import {
  levelOfOpen,
  LEVEL_RULES,
  MARKS,
  nearUntil,
  raisedSteps,
  type Level,
} from '../../domain/standingMark.ts';
import { dueRuleWords, term } from '../../domain/terms.ts';
import { leftWords, momentShort } from '../../domain/timeWords.ts';
import { recipientWords, type Names } from '../../domain/words.ts';
import { sha256 } from '../../store/ledger.ts';
import type { TimelineRow } from '../../store/timeline.ts';
import type { HistoryLine } from '../answers.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { actorIn } from './actor.ts';
import type { TaskNow } from './find.ts';
import { isEnterable } from './linkEntry.ts';
import { entryOf } from './owedEntry.ts';
import { filesOfLines } from './taskFiles.ts';
import { readTask, taskTold } from './tasks.ts';

type Page = OutputOf<'showTaskPage'>;
type Owed = Page['obligations'][number];

/** So many lines of the history a page begins with. */
const LATEST = 40;

/** A task as its page shows it: what `showTask` tells, with instants in words, a mark for each, and the notices' ids. */
export async function showTaskPage(
  service: Service,
  input: TakenOf<'showTaskPage'>,
  actor: string,
): Promise<Page> {
  const read = await readTask(service, input, actor);
  const last = input.history === 'latest' ? LATEST : Infinity;
  const told = await taskTold(service, read, actor, last);
  const { at: now, rows, names, line, now: found } = read;
  const { context, title } = read.campaign;
  const { zone } = context.calendar;
  const { byKey } = line;
  const steps = stepsOpen(rows);
  const ended = told.obligations.length > 0 && found.machine.ended(found.state);
  const unit = unitActing(await actorIn(service.pool, read.campaign.id, actor));
  const standing = { context, now, steps, ended, task: found, unit };
  const obligations = told.obligations.map((owed) =>
    owedLine(owed, byKey.get(owed.obligation), standing),
  );
  const level = worst(obligations.map(({ mark }) => mark.level));
  const words = (line: HistoryLine) => ({ ...line, words: momentShort(line.at, now, zone) });
  const shown = rows.slice(-last);
  const ids = noticeIds(shown, names);
  const filesOf = await filesOfLines(service.pool, read.campaign.id, shown, actor);
  return {
    ...told,
    ...{ now, campaignTitle: title, mark: MARKS[level] },
    state: told.state.replace(INSTANT, (at) => momentShort(at, now, zone)),
    why: { rule: LEVEL_RULES[level], facts: factsOf(obligations, level) },
    parties: partiesOf(told.assignments),
    obligations,
    talks: told.interviews.map(({ process, unit, phase, at }) => ({
      ...{ process, unit },
      words: `${term(phase)}（${momentShort(at, now, zone)}）`,
    })),
    history: told.history.map((line) => ({
      ...words(line),
      notice: ids.get(nameOfLine(line)) ?? null,
      files: filesOf(line),
    })),
    lines: told.history.length + rows.length - shown.length,
    next: told.next.map((line) => ({ ...words(line), notice: null, files: [] })),
  };
}

/** An instant within a sentence. */
const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})/gu;

interface Standing {
  readonly context: Context;
  readonly now: Instant;
  readonly steps: ReadonlyMap<string, readonly string[]>;
  readonly ended: boolean;
  readonly task: TaskNow;
  /** The unit that looks. */
  readonly unit: string | undefined;
}

function owedLine(
  owed: OutputOf<'showTask'>['obligations'][number],
  obligation: Obligation | undefined,
  { context, now, steps, ended, task, unit }: Standing,
): Owed {
  const { calendar, regime } = context;
  const { due, verdict, closes } = owed;
  const open = !ended && (verdict === 'pending' || verdict === 'missing');
  const near = nearUntil(now, calendar);
  const taken = steps.get(owed.obligation) ?? [];
  const standing = { due, steps: taken, missing: verdict === 'missing' };
  const level = open ? levelOfOpen(standing, now, near, raisedSteps(regime)) : 'normal';
  const next =
    obligation && open ? firstConsequence(obligation.slot, verdict, now, calendar.zone) : undefined;
  return {
    ...{ obligation: owed.obligation, duty: owed.duty, period: owed.period, units: owed.units },
    due: {
      at: due,
      words: open ? leftWords(due, now, calendar) : momentShort(due, now, calendar.zone),
      rule: ruleOf(context, obligation),
      provisional: obligation?.slot.provisional === true,
    },
    ...{ verdict, verdictWords: term(verdict), mark: MARKS[level] },
    closes: closes === null ? null : momentShort(closes, now, calendar.zone),
    enterable: obligation !== undefined && mayEnter(task, obligation, now),
    entry: entryOf(obligation, { task, unit, at: now, zone: calendar.zone }),
    ifNothing: next?.words ?? null,
  };
}

function mayEnter(task: TaskNow, obligation: Obligation, at: Instant): boolean {
  return obligation.party.members.some((id) =>
    isEnterable({ now: task, at, unit: { id } }, obligation),
  );
}

/** The rule that made the due instant; 经批准调整 where a person has moved it. */
function ruleOf({ regime }: Context, obligation: Obligation | undefined): string | null {
  if (obligation === undefined) return null;
  const { slot, moved } = obligation;
  if (moved !== undefined) return '经批准调整的时限';
  if (slot.duty === DEADLINES) return '方案写明的完成时限';
  const rule = ruleNamed(slot.under ?? regime, slot.duty);
  return rule !== undefined && 'every' in rule ? dueRuleWords(rule) : null;
}

/** The steps of the ladder taken for each obligation since it was last answered. */
function stepsOpen(rows: readonly TimelineRow[]): ReadonlyMap<string, readonly string[]> {
  const open = new Map<string, readonly string[]>();
  for (const { type, payload } of rows) {
    const key = String(payload['obligation']);
    if (type === 'step') open.set(key, [...(open.get(key) ?? []), String(payload['step'])]);
    if (type === 'report' || (type === 'judged' && payload['verdict'] !== 'missing')) {
      open.delete(key);
    }
  }
  return open;
}

const ORDER: readonly Level[] = ['normal', 'near', 'late', 'raised'];

function worst(levels: readonly Level[]): Level {
  return levels.reduce((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a), 'normal');
}

const MOST_FACTS = 4;

function factsOf(obligations: readonly Owed[], level: Level): string[] {
  const meant = obligations.filter(({ mark }) => mark.level === level && level !== 'normal');
  const told = meant
    .slice(0, MOST_FACTS)
    .map(
      ({ period, duty, units, due }) => `${period}“${duty}”（${units.join('、')}）：${due.words}`,
    );
  return meant.length > MOST_FACTS ? [...told, `等 ${meant.length} 项`] : told;
}

function partiesOf(assignments: Page['assignments']): Page['parties'] {
  const roles = [...new Set(assignments.map(({ role }) => role))];
  return roles.map((role) => ({
    role: term(role),
    units: assignments.filter((one) => one.role === role).map(({ unit }) => unit),
  }));
}

/** A notice in a history has no id of its own: it is found by when it went to whom. */
function nameOfLine(line: Pick<HistoryLine, 'at' | 'type' | 'recipient'>): string {
  return `${epoch(line.at)}|${line.type}|${line.recipient ?? ''}`;
}

function noticeIds(rows: readonly TimelineRow[], names: Names): ReadonlyMap<string, string> {
  return new Map(
    rows.flatMap(({ kind, key, at, type, recipient }) => {
      if (kind !== 'notice' || recipient === null) return [];
      const line = { at, type, recipient: recipientWords(recipient, names) };
      return [[nameOfLine(line), noticeId(key, sha256)] as const];
    }),
  );
}
