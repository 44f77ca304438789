import { addresses } from './escalation.ts';
import type { Instant } from './instant.ts';
import type { Decision, Notice } from './machine.ts';
import type { Obligation } from './obligation.ts';
import type { Recipient } from './regime.ts';
import type { FlagRule } from './regimeFlags.ts';
import { about } from './taskJudgement.ts';
import type { ReportSubmitted } from './taskMessages.ts';
import { taskIn, type Progress, type TaskState, type TaskView } from './taskState.ts';
import type { Entry } from './taskTicks.ts';

/** Flag 提示: something that a person should look at. It is never a penalty and changes no judgement. */
type Flag = 'nil-run' | 'same-text';

/** What a newest report that was nil is remembered as. */
const NIL = 'nil';

/** What an obligation remembers of its newest report where the regime has flags: its text's digest, or that it was nil. */
export function withSaid(entry: Entry, report: ReportSubmitted): Entry {
  const { said: before, ...rest } = entry;
  const said = report.nil === undefined ? report.textDigest : NIL;
  if (said === undefined) return rest;
  return said === before ? entry : { ...rest, said };
}

/**
 * 连续零报告、疑似敷衍: the report makes the n-th period in a row that is nil, or that says the same. Periods that are
 * exempt are passed over; one that has not been reported ends the run. Periods that raised a flag raise no second one.
 */
export function reportFlags(
  view: TaskView,
  state: TaskState,
  entered: readonly Obligation[],
  report: ReportSubmitted,
): Progress {
  let current = state;
  const decisions: Decision[] = [];
  for (const obligation of entered) {
    const flags = flagRule(view, obligation);
    if (flags === undefined) continue;
    for (const [flag, least] of [
      ['nil-run', flags.nil],
      ['same-text', flags.sameText],
    ] as const) {
      const run = least === undefined ? [] : runOf(view, current, obligation, flag);
      if (least === undefined || run.length < least) continue;
      current = flagged(current, run, flag);
      const raisedOn = { flag, obligation, run, at: report.receivedAt, to: flags.to };
      decisions.push(...raised(view, current, raisedOn));
    }
  }
  return { state: current, decisions };
}

/** The flags under which an obligation is: those of the regime of its period. */
export function flagRule(
  { input }: Pick<TaskView, 'input'>,
  { slot }: Pick<Obligation, 'slot'>,
): FlagRule | undefined {
  return (slot.under ?? input.context.regime).flags;
}

/** The unbroken run of periods around this one, oldest first, of which none has raised this flag. */
function runOf(
  view: TaskView,
  { entries, ...state }: TaskState,
  { key, slot, party }: Obligation,
  flag: Flag,
): readonly string[] {
  const said = entries[key]?.said;
  if (said === undefined || (flag === 'nil-run') !== (said === NIL)) return [];
  const line = view.lineAt({ entries, ...state });
  const own = line.obligations
    .filter((one) => one.slot.duty === slot.duty && one.party.id === party.id)
    .map((one) => one.key)
    .filter((one) => !line.exempt.has(one) && !(one !== key && isExempt(entries[one])));
  const at = own.indexOf(key);
  const fits = (one: string) => {
    const entry = entries[one];
    return entry?.said === said && entry.flags?.includes(flag) !== true;
  };
  if (at < 0 || !fits(key)) return [];
  let [from, to] = [at, at];
  while (from > 0 && fits(own[from - 1] ?? '')) from -= 1;
  while (to + 1 < own.length && fits(own[to + 1] ?? '')) to += 1;
  return own.slice(from, to + 1);
}

function isExempt(entry: Entry | undefined): boolean {
  return entry?.verdict === 'exempt' && entry.said === undefined;
}

function flagged(state: TaskState, run: readonly string[], flag: Flag): TaskState {
  const changed = run.map((key): [string, Entry] => {
    const entry = state.entries[key] ?? { version: 0 };
    return [key, { ...entry, flags: [...(entry.flags ?? []), flag] }];
  });
  return { ...state, entries: { ...state.entries, ...Object.fromEntries(changed) } };
}

interface Raised {
  readonly flag: Flag;
  readonly obligation: Obligation;
  readonly run: readonly string[];
  readonly at: Instant;
  readonly to: Recipient;
}

function raised(
  view: TaskView,
  state: TaskState,
  { flag, obligation, run, at, to }: Raised,
): readonly Decision[] {
  const payload = { ...about(obligation), count: run.length, because: run };
  const regime = obligation.slot.under ?? view.input.context.regime;
  const told = addresses(to, regime, taskIn(view, state), obligation.party);
  const subject = `${view.process}:${obligation.key}:${flag}`;
  const notices = told.flatMap(({ recipient, insteadOf }): Notice[] => [
    {
      ...{ kind: 'notice', at, type: flag, key: `${subject}:${recipient}`, recipient },
      payload: { ...payload, ...(insteadOf === undefined ? {} : { insteadOf }) },
    },
    ...(insteadOf === undefined
      ? []
      : [
          {
            ...({ kind: 'notice', at, type: 'recipient-missing' } as const),
            ...{ key: `${subject}:missing:${insteadOf}`, recipient: 'office' },
            payload: { ...about(obligation), step: flag, insteadOf },
          },
        ]),
  ]);
  return [{ kind: 'fact', at, type: flag, key: `${obligation.key}:${flag}`, payload }, ...notices];
}

/**
 * What two texts are compared by 正文: letters, digits and characters alone, without spaces, punctuation and case, full
 * width as half width; empty where nothing is left of it.
 */
export function comparableText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
