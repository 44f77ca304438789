import type { Offset } from './calendar.ts';
import type { RegimeFault } from './regimeCheck.ts';
import type { Recipient } from './regimeParts.ts';

type Path = RegimeFault['path'];

/** Roughly comparable, in calendar days: five working days are seven of them. */
export function daysIn(offset: Offset): number {
  return 'days' in offset ? offset.days : offset.workdays * 1.4;
}

/** A limit 时限 of no day ends before anybody has heard of it. */
export function zeroFaults(path: Path, limit: Offset, what: string): RegimeFault[] {
  if (daysIn(limit) > 0) return [];
  return [{ path, message: `${what}不能是 0，当日无法办完；请写 workdays 或 days 的天数` }];
}

/**
 * A unit does not decide about itself; every task has 牵头领导 of its own, so a post is named. 配合单位 is refused wherever it
 * is no copy (regimeContent.ts).
 */
export function deciderFaults(path: Path, by: Recipient, who: string): RegimeFault[] {
  const why: Partial<Record<string, string>> = {
    reporter: '不能是被督办单位自己',
    head: '不能是被督办单位自己',
    leader: '不能是 leader：各项任务的牵头领导不是同一人',
  };
  const reason = why[by];
  if (reason === undefined) return [];
  return [{ path, message: `${who}${reason}；请写 office、principal 或 post:职务` }];
}

/** Who decides, and within what: `who` 审定人, `what` 审定时限. */
export function deskFaults(
  path: Path,
  { by, limit }: { readonly by: Recipient; readonly limit: Offset },
  who: string,
  what: string,
): RegimeFault[] {
  return [
    ...deciderFaults([...path, 'by'], by, who),
    ...zeroFaults([...path, 'limit'], limit, what),
  ];
}

/** The same faults below a part of the regime. */
export function under(path: Path, faults: readonly RegimeFault[]): RegimeFault[] {
  return faults.map((fault) => ({ ...fault, path: [...path, ...fault.path] }));
}
