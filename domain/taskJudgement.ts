import type { Verdict } from './escalation.ts';
import { epoch, type Instant } from './instant.ts';
import type { Decision } from './machine.ts';
import { again, NEVER, type Obligation } from './obligation.ts';
import type { Entry } from './taskTicks.ts';

/** The facts that every decision about an obligation repeats, so that a notice can be read alone. */
export function about(obligation: Obligation): Record<string, unknown> {
  const { slot, party } = obligation;
  return {
    obligation: obligation.key,
    duty: slot.duty,
    period: slot.period,
    party: party.id,
    ...(slot.instants.due === NEVER ? {} : { due: slot.instants.due }),
    ...(slot.what === undefined ? {} : { what: slot.what }),
    ...(slot.under ? { under: { regime: slot.under.id, version: slot.under.version } } : {}),
  };
}

/**
 * On time 按时: received by the end of grace; after it late 迟报. None where only an unannounced calendar says that it
 * is late: that judgement waits.
 */
export function verdictOf(obligation: Obligation, receivedAt: Instant): Verdict | undefined {
  const { instants, provisional } = obligation.slot;
  if (epoch(receivedAt) <= epoch(instants.graceEnd)) return 'on-time';
  return provisional ? undefined : 'late';
}

/** The key of a judgement: one that corrects another, or follows a withdrawal, has one of its own. */
export function judgedKey(obligation: Obligation, before: Entry, id = ''): string {
  const key = `${again(obligation, obligation.key)}:judged`;
  if (before.verdict !== undefined) return `${key}:${id}`;
  return before.withdrawn === undefined ? key : `${key}~w${before.withdrawn}`;
}

/** The judgement of a received report. A verdict that changes is a new entry beside the one that it corrects. */
export function judgedReport(
  obligation: Obligation,
  verdict: Verdict,
  report: { readonly at: Instant; readonly id?: string; readonly nil?: boolean },
  before: Entry,
  first: Instant,
): Decision {
  const corrects = before.verdict === undefined ? {} : { corrects: before.verdict };
  const { due, graceEnd } = obligation.slot.instants;
  const within = epoch(first) > epoch(due) && epoch(first) <= epoch(graceEnd);
  const marks = [...(report.nil ? ['nil'] : []), ...(within ? ['within-grace'] : [])];
  return {
    kind: 'fact',
    at: report.at,
    type: 'judged',
    key: judgedKey(obligation, before, report.id),
    payload: {
      ...about(obligation),
      verdict,
      receivedAt: first,
      ...corrects,
      ...(marks.length ? { marks } : {}),
    },
  };
}
