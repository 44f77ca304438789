import type { Offset } from './calendar.ts';
import type { InterviewRule } from './regime.ts';
import type { RegimeFault } from './regimeCheck.ts';

const LIMITS = {
  hold: '约谈时限',
  minutes: '纪要时限',
  rectify: '整改时限',
} as const;

/** What cannot be meant in the limits of an interview 约谈; paths are below `interview`. */
export function talkFaults(rule: InterviewRule): RegimeFault[] {
  const none = (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).flatMap((key) =>
    noneFaults([key], rule[key], LIMITS[key]),
  );
  return [
    ...none,
    ...noneFaults(['verify', 'limit'], rule.verify?.limit, '核实时限'),
    ...remindFaults(rule),
    ...copyFaults(rule),
  ];
}

function noneFaults(path: string[], limit: Offset | undefined, what: string): RegimeFault[] {
  if (limit === undefined || days(limit) > 0) return [];
  return [{ path, message: `${what}不能是 0，当日无法办完；请写 workdays 或 days 的天数` }];
}

/** A reminder before its own limit begins would never come as it is written. */
function remindFaults({ remind, rectify }: InterviewRule): RegimeFault[] {
  if (remind === undefined || remind === 'half' || rectify === undefined) return [];
  if (days(remind.before) < days(rectify)) return [];
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

/** Roughly comparable: five working days are seven calendar days. */
function days(offset: Offset): number {
  return 'days' in offset ? offset.days : offset.workdays * 1.4;
}
