import type { OutputOf } from '../../client/operations.ts';

export type Regime = NonNullable<OutputOf<'checkRegime'>['regime']>;
export type Duty = Regime['duties'][number];
export type Step = Regime['ladder'][number];

export const EVERY = [
  ['week', '每周'],
  ['ten-days', '每旬'],
  ['month', '每月'],
  ['two-months', '每两个月'],
  ['quarter', '每季度'],
  ['half-year', '每半年'],
  ['year', '每年'],
] as const;

export const SHIFTS = [
  ['earlier', '提前到前一个工作日'],
  ['later', '顺延到后一个工作日'],
  ['unchanged', '不调整'],
] as const;

export const ROLES = [
  ['lead', '牵头单位'],
  ['lead responsible', '牵头和责任单位'],
  ['lead cooperating', '牵头和配合单位'],
  ['lead responsible cooperating', '牵头、责任和配合单位'],
  ['responsible', '责任单位'],
] as const;

export const OFFSETS = [
  ['workdays', '个工作日'],
  ['days', '天（含休息日）'],
] as const;

/** Which day of the period, in the manner of the form: the kind of rule and its number. */
export interface DueChoice {
  readonly kind: 'day' | 'workday' | 'last' | 'next-day' | 'next-workday' | 'next-last';
  readonly number: number;
}

export const DUES = [
  ['day', '当期第几日'],
  ['workday', '当期第几个工作日（倒数写负数）'],
  ['last', '当期最后一日'],
  ['next-day', '期后次月第几日'],
  ['next-workday', '期后次月第几个工作日'],
  ['next-last', '期后次月最后一日'],
] as const;

export function dueChoice(due: Duty['due']): DueChoice {
  const isNext = 'next' in due;
  const rule = isNext ? due.next : due;
  const kind = 'day' in rule ? 'day' : 'workday' in rule ? 'workday' : 'last';
  const number = 'day' in rule ? rule.day : 'workday' in rule ? rule.workday : 1;
  return { kind: isNext ? `next-${kind}` : kind, number };
}

export function dueRule({ kind, number }: DueChoice): unknown {
  const own = kind.endsWith('workday')
    ? { workday: number }
    : kind.endsWith('day')
      ? { day: number }
      : { lastDay: true };
  return kind.startsWith('next-') ? { next: own } : own;
}

export const STEP_NAMES: Readonly<Record<Step['step'], string>> = {
  remind: '提醒',
  urge: '催办',
  letter: '督办函',
  'report-up': '上报',
  interview: '提请约谈',
};

/** Who decides, as people write it: 主要领导, 督查室, or a post by its name. */
export function postWords(recipient: string): string {
  const known = POSTS.find(([id]) => id === recipient);
  return known?.[1] ?? recipient.replace(/^post:/u, '');
}

export function postOf(words: string): string {
  const known = POSTS.find(([, own]) => own === words.trim());
  return known?.[0] ?? `post:${words.trim()}`;
}

const POSTS = [
  ['principal', '主要领导'],
  ['office', '督查室'],
] as const;
