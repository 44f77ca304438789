import { BY_LENGTH } from '../domain/cadence.ts';
import type { Every } from '../domain/deadline.ts';
import type { Draft, DueHint } from '../domain/plan.ts';
import { cadenceWords, dueRuleWords } from '../domain/terms.ts';
import { part, quoted, type OpenAsk, type Part } from './regimeProposalPart.ts';

export type Found = Draft['regime']['duties'][number];

/** A cadence 周期 in the words that make a title: 月通报, 双月调度. */
export const EVERY_WORD: Readonly<Record<Every, string>> = {
  week: '周',
  'ten-days': '旬',
  month: '月',
  'two-months': '双月',
  quarter: '季度',
  'half-year': '半年',
  year: '年度',
};

/** Days within which a late report is still taken 补报, in working days. */
const CLOSES: Readonly<Record<Every, number>> = {
  week: 3,
  'ten-days': 3,
  month: 10,
  'two-months': 10,
  quarter: 10,
  'half-year': 15,
  year: 15,
};

/**
 * Whether a clause makes units report: 报送, 调度, and summaries that are sent in. What a meeting, an inspection or a
 * bulletin asks of people stays theirs.
 */
export function isReported({ what, quote }: Found): boolean {
  const words = quote.replace(/\s/g, '');
  if (what === 'report') return true;
  if (what === 'meeting') return !/会|听取|召开/.test(words);
  return (what === 'summary' || what === 'briefing') && /报送|上报|提交|报至|报给/.test(words);
}

export interface DutyValue {
  readonly id: string;
  readonly title: string;
  readonly every: Every;
  readonly [key: string]: unknown;
}

/** One duty for each cadence in which the text makes units report, shortest first; else one by default. */
export function dutyParts(draft: Draft, periodless: readonly string[]): readonly Part<DutyValue>[] {
  const reported = draft.regime.duties.filter(isReported);
  const cadences = BY_LENGTH.filter((every) => reported.some((found) => found.every === every));
  if (cadences.length === 0) return [defaultDuty(draft, periodless)];
  return cadences.map((every, i) => {
    const found = reported.filter((one) => one.every === every);
    const hinted = found.find(({ due }) => due !== undefined);
    const notes = found.map((one) => quoted(draft, one));
    return dutyPart(draft, { every, found, hinted, notes, first: i === 0, asks: [] });
  });
}

/** A plan that says how it is followed up, but not that anybody reports. */
function defaultDuty(draft: Draft, periodless: readonly string[]): Part<DutyValue> {
  const others = draft.regime.duties.filter(({ what }) => what !== 'inspection');
  const shortest = BY_LENGTH.find((every) => others.some((found) => found.every === every));
  const often = shortest !== undefined && BY_LENGTH.indexOf(shortest) <= BY_LENGTH.indexOf('month');
  const every = often ? shortest : 'month';
  const open = periodless.map((words) => `原文：${words}（没有写明多久一次）`);
  const notes = open.length > 0 ? open : ['原文没有写各单位多久报送一次，按默认设置'];
  const ask = {
    id: 'report.every',
    question: '各单位多久报送一次进展',
    default: `${cadenceWords(every)}一次`,
    path: ['every'],
  };
  return dutyPart(draft, { every, found: [], hinted: undefined, notes, first: true, asks: [ask] });
}

interface DutyPlan {
  readonly every: Every;
  readonly found: readonly Found[];
  readonly hinted: Found | undefined;
  readonly notes: readonly string[];
  /** Questions that are the same for all duties stand at the first. */
  readonly first: boolean;
  readonly asks: readonly OpenAsk[];
}

function dutyPart(draft: Draft, plan: DutyPlan): Part<DutyValue> {
  const { every, found, hinted } = plan;
  const id = `${every}-report`;
  const title = titleOf(every, found);
  const { due, inferred } = dueOf(every, hinted?.due);
  const time = hinted?.time ?? '17:00';
  const phase = phasePart(draft, every, title, id);
  const value = {
    ...{ id, title, by: ['lead'], every, ...phase.value, due, time, shift: 'earlier' as const },
    ...{ grace: { workdays: 0 }, closes: { workdays: CLOSES[every] } },
  };
  const ask = (key: string, question: string, standard: string): OpenAsk => ({
    ...{ id: `${id}.${key}`, question, default: standard, path: [key] },
  });
  const when = dueRuleWords({ every, due, time, shift: 'earlier', phase: phase.value.phase });
  const asks = [
    ...(plan.first ? [ask('by', '由谁报送', '牵头单位；没有写牵头的，由责任单位')] : []),
    ...plan.asks,
    ...phase.asks,
    ...(hinted?.due === undefined ? [ask('due', `“${title}”何时到期`, when)] : []),
    ...(inferred ? [ask('due', `“${title}”报的是上一期的情况吗`, `是，${when}`)] : []),
    ...(hinted?.due !== undefined && hinted.time === undefined
      ? [ask('time', `“${title}”当日几点到期`, time)]
      : []),
    ...(plan.first ? [ask('grace', '到期之后给不给宽限', '不给，到期未收到即判为未报')] : []),
  ];
  return part(value, plan.notes, asks);
}

function titleOf(every: Every, found: readonly Found[]): string {
  const what = found.some(({ quote }) => /调\s*度/.test(quote))
    ? '调度报送'
    : found.length > 0 && found.every((one) => one.what === 'summary')
      ? '总结报送'
      : '进展报送';
  return `${EVERY_WORD[every]}${what}`;
}

/** Days of a month up to which a report sent in by then is taken to be on the month before. */
const EARLY = 10;

function dueOf(every: Every, hint: DueHint | undefined): { due: DueHint; inferred: boolean } {
  const short = every === 'week' || every === 'ten-days';
  if (hint === undefined || (short && 'workday' in hint)) {
    const standard =
      every === 'week' ? { day: 5 } : short ? { lastDay: true as const } : { day: 25 };
    return { due: standard, inferred: false };
  }
  const early = !short && 'day' in hint && hint.day <= EARLY;
  return early ? { due: { next: hint }, inferred: true } : { due: hint, inferred: false };
}

/** 两月一期: the month of issue and the next are the first, where the day of issue is known. */
export function phasePart(
  { issuedOn }: Pick<Draft, 'issuedOn'>,
  every: Every,
  title: string,
  id: string,
): { readonly value: { readonly phase?: number }; readonly asks: readonly OpenAsk[] } {
  if (every !== 'two-months') return { value: {}, asks: [] };
  const ask = { id: `${id}.phase`, question: `“${title}”从哪个月起两月一期` };
  if (issuedOn === null) {
    const standard = '从专项行动启动的当月起';
    return { value: {}, asks: [{ ...ask, default: standard, path: ['every'] }] };
  }
  const month = Number(issuedOn.slice(5, 7));
  const standard = `从印发当月起，${month}月至${(month % 12) + 1}月为一期`;
  return { value: { phase: month }, asks: [{ ...ask, default: standard, path: ['phase'] }] };
}
