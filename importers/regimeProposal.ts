import { BY_LENGTH } from '../domain/cadence.ts';
import type { Draft } from '../domain/plan.ts';
import { findClauses } from './clauses.ts';
import { bulletinParts, isGuard, isIssued } from './regimeProposalBulletins.ts';
import { dutyParts, isReported } from './regimeProposalDuties.ts';
import { firstReminders, firstsPart } from './regimeProposalFirsts.ts';
import { interviewPart, ladderParts } from './regimeProposalLadder.ts';
import {
  keyed,
  listed,
  oneLine,
  part,
  quoted,
  type Ask,
  type Part,
  type Path,
} from './regimeProposalPart.ts';
import { guardsPart, togetherPart } from './regimeProposalTogether.ts';
import { proposalYaml } from './regimeProposalYaml.ts';

export type { Ask } from './regimeProposalPart.ts';

export interface RegimeProposal {
  /** The regime file, with the sentences of the plan and every open point as comments. */
  readonly yaml: string;
  /** The same as data, for the schema of a regime. */
  readonly regime: unknown;
  readonly asks: readonly Ask[];
}

/**
 * Proposes a regime 制度 from the clauses that were found in a plan: an entry for each, with its sentence above it; what
 * the text leaves open stands there with a default and is asked. Nothing in it is confirmed.
 */
export function proposeRegime(draft: Draft): RegimeProposal {
  const periodless = periodlessOf(draft);
  const silent = draft.regime.duties.length + draft.regime.steps.length + periodless.length === 0;
  const duties = dutyParts(draft, periodless);
  const values = duties.map(({ value }) => value);
  const ladder = { draft, duties: values, silent };
  const shortest =
    BY_LENGTH.find((every) => values.some((duty) => duty.every === every)) ?? 'month';
  const bulletins = bulletinParts(draft, { every: shortest, silent });
  const firsts = firstsPart(draft);
  const whole = keyed({
    id: part('proposed'),
    title: part(`${titleWords(draft)}督办制度`),
    version: part(1),
    zone: part('Asia/Shanghai'),
    duties: listed(duties),
    together: togetherPart(values),
    guards: guardsPart(draft, values),
    firsts,
    deadlines: deadlinesPart(),
    ladder: listed([...firstReminders(firsts), ...ladderParts(ladder)]),
    bulletins: bulletins.length > 0 ? listed(bulletins) : undefined,
    interview: interviewPart(ladder),
    fallback: part('office', byPeople(draft, periodless)),
  });
  const asks = whole.asks.map((ask) => ({ ...ask, path: pathWords(ask.path) }));
  return { yaml: proposalYaml(whole, headOf(draft, silent)), regime: whole.value, asks };
}

function titleWords({ title }: Draft): string {
  return title === null ? '' : `《${oneLine(title).replace(/[《》]/g, '')}》`;
}

function headOf({ title }: Draft, silent: boolean): readonly string[] {
  const plan = title === null ? '方案' : `《${oneLine(title)}》`;
  return [
    silent
      ? `${plan}没有写明督办要求，以下全部是默认设置，请逐项确认。`
      : `根据${plan}的文字拟定，请逐项确认后使用。`,
    '标“请确认”的，原文没有写明，给出的是默认值；改动后再推演一遍。',
  ];
}

/** 定期… in the text without a period, unless a person has said since how often. */
function periodlessOf({ text, regime }: Draft): readonly string[] {
  const found = text.split('\n').flatMap((line) => findClauses(line).periodless);
  const settled = regime.duties.map(({ quote }) => quote);
  return [...new Set(found.filter((words) => !settled.includes(words)).map(oneLine))];
}

function deadlinesPart(): Part<unknown> {
  const value = {
    ...{ title: '完成时限', time: '17:00', shift: 'earlier' },
    ...{ grace: { workdays: 0 }, closes: { workdays: 20 } },
  };
  return part(value, ['方案里写明日期的时限，每个日期算一期']);
}

const BY_PEOPLE = {
  accountability: '问责',
  'hang-listing': '挂牌督办',
} as const;

/** What the text demands and no step of ours does. */
function byPeople(draft: Draft, periodless: readonly string[]): readonly string[] {
  const { duties, steps } = draft.regime;
  const left = duties.filter((found) => !isReported(found) && !isIssued(found));
  const notes = [
    ...steps.flatMap((found) =>
      found.step === 'accountability' || found.step === 'hang-listing'
        ? [`文本要求${BY_PEOPLE[found.step]}，由人办理。${quoted(draft, found)}`]
        : [],
    ),
    ...left.map((found) => `${leftWords(found)}${quoted(draft, found)}`),
    ...(duties.some(isReported)
      ? periodless.map((words) => `文本没有写明多久一次，未列入。原文：${words}`)
      : []),
  ];
  return [...new Set(notes)];
}

function leftWords(found: Draft['regime']['duties'][number]): string {
  if (isGuard(found)) return '文本要求按期核对累计进度，各级都要报送时请增加 guards 一节。';
  return found.what === 'meeting' ? '文本要求的会议由人召集。' : '文本要求的督查由人组织。';
}

/** `duties[0].due` */
function pathWords(path: Path): string {
  return path.reduce<string>((words, step) => {
    if (typeof step === 'number') return `${words}[${step}]`;
    return words === '' ? step : `${words}.${step}`;
  }, '');
}
