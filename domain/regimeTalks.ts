import type { Offset } from './calendar.ts';
import type { InterviewRule } from './regime.ts';
import type { RegimeFault } from './regimeCheck.ts';
import { daysIn, zeroFaults } from './regimeLimits.ts';

const LIMITS = {
  hold: '约谈时限',
  minutes: '纪要时限',
  rectify: '整改时限',
} as const;

/** What cannot be meant in the limits of an interview 约谈; paths are below `interview`. */
export function talkFaults(rule: InterviewRule): RegimeFault[] {
  const none = (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).flatMap((key) =>
    givenFaults([key], rule[key], LIMITS[key]),
  );
  return [
    ...none,
    ...givenFaults(['verify', 'limit'], rule.verify?.limit, '核实时限'),
    ...remindFaults(rule),
    ...copyFaults(rule),
  ];
}

function givenFaults(path: string[], limit: Offset | undefined, what: string): RegimeFault[] {
  return limit === undefined ? [] : zeroFaults(path, limit, what);
}

/** A reminder before its own limit begins would never come as it is written. */
function remindFaults({ remind, rectify }: InterviewRule): RegimeFault[] {
  if (remind === undefined || remind === 'half' || rectify === undefined) return [];
  if (daysIn(remind.before) < daysIn(rectify)) return [];
  const message = '临期提醒的提前量不短于整改时限；请缩短提前量，或写 remind: half（过半时提醒）';
  return [{ path: ['remind', 'before'], message }];
}

function copyFaults({ second }: InterviewRule): RegimeFault[] {
  return (second?.copy ?? []).flatMap((to, i) =>
    to === 'reporter' || to === 'head'
      ? [{ path: ['second', 'copy', i], message: '抄报是报上级的，不能是被约谈单位自己' }]
      : [],
  );
}
