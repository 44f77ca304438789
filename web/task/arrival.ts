import type { InputOf } from '../../client/operations.ts';

type Claimed = NonNullable<InputOf<'submitReport'>['claimed']>;

/** How a report may have come, other than through the system. */
export const HOWS: readonly (readonly [Claimed['how'], string])[] = [
  ['paper', '纸质件'],
  ['phone', '电话'],
  ['fax', '传真'],
  ['mail', '邮件'],
  ['person', '当面'],
  ['other', '其他方式'],
];

/** 到达 as it is written down: how, when, and what shows it. */
export interface Arrival {
  readonly how: string;
  /** `2026-04-02T10:30`, the local time of the campaign. */
  readonly at: string;
  readonly evidence: string;
}

export const NO_ARRIVAL: Arrival = { how: '', at: '', evidence: '' };

/** What is still missing of it, in words. */
export function missingOf({ how, at, evidence }: Arrival): readonly string[] {
  return [
    ...(how === '' ? ['请选择单位是怎么报来的'] : []),
    ...(at === '' ? ['请填写实际收到的时间'] : []),
    ...(evidence.trim() === '' ? ['请写明依据，如收文登记号、来电记录'] : []),
  ];
}

/** What is sent of it. */
export function claimedOf({ how, at, evidence }: Arrival): Claimed {
  return { how: how as Claimed['how'], at: at.replace('T', ' '), evidence: evidence.trim() };
}

/** `2026-04-02T10:30` of an instant in the campaign's own time, for a field that begins with now. */
export function localMinutes(instant: string): string {
  return instant.slice(0, 16);
}

/** Duty and period of an obligation's key: `monthly/2026-03/u003`. */
export function namedIn(obligation: string): { readonly duty: string; readonly period: string } {
  const [duty = '', period = ''] = obligation.split('/');
  return { duty, period };
}
