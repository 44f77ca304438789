import { cadenceOf } from './obligation.ts';
import { nextPeriod, periodOf, type Cadence } from './cadence.ts';
import type { Context } from './context.ts';
import { interviewProcess, readProcess } from './ids.ts';
import { dayOf, epoch, type Instant } from './instant.ts';
import type { Ground } from './interviewMessages.ts';
import type { Effect } from './machine.ts';
import { OwnPart } from './ownPart.ts';

/** What routing must know of the register: when an interview was decided, if it was. */
export interface RouteView {
  readonly decidedAt: (interview: string) => Instant | undefined;
}

/** The window 约谈窗口 of an instant: the period of the first bulletin, the month where there is none. */
export function windowCadence(context: Context): Cadence {
  const bulletin = context.regime.bulletins[0];
  return bulletin ? cadenceOf(bulletin, context) : { every: 'month' };
}

export interface Routed {
  readonly process: string;
  readonly unit: string;
  readonly window: string;
  readonly message: Ground;
}

/**
 * Where a ground goes: the interview of its unit and window; a ground that lies after that interview was decided opens
 * the next window. An interview hands on what reaches it too late; the ground keeps its task.
 */
export function routeGround(
  context: Context,
  from: string,
  effect: Pick<Effect, 'at' | 'key' | 'payload'>,
  view: RouteView,
): Routed {
  const unit = String(effect.payload['unit']);
  const cadence = windowCadence(context);
  let window = periodOf(cadence, dayOf(effect.at, context.calendar.zone));
  for (;;) {
    const decided = view.decidedAt(interviewProcess(context.campaign, unit, window.key));
    if (decided === undefined || epoch(decided) > epoch(effect.at)) break;
    window = nextPeriod(cadence, window);
  }
  const source = readProcess(from);
  return {
    process: interviewProcess(context.campaign, unit, window.key),
    unit,
    window: window.key,
    message: {
      id: `${from}:${effect.key}`,
      receivedAt: effect.at,
      by: 'office',
      kind: 'ground',
      task: source?.kind === 'task' ? source.task : (taskOf(effect.payload['task']) ?? from),
      obligation: String(effect.payload['obligation']),
      step: String(effect.payload['step']),
      because: asStrings(effect.payload['because']),
      ...jointOf(effect.payload['joint']),
    },
  };
}

function taskOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function jointOf(value: unknown): Pick<Ground, 'joint'> {
  const parsed = OwnPart.safeParse(value);
  return parsed.success ? { joint: parsed.data } : {};
}

function asStrings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
