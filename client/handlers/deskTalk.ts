import { conditionWords, term } from '../../domain/terms.ts';
import { groundWords, regimeWords, type Names } from '../../domain/wordsParts.ts';
import type { TalkRow } from '../../store/deskTalks.ts';
import type { OutputOf } from '../operations.ts';
import type { Gate } from '../deskAnswers.ts';
import { actorName, ifNothing } from './deskGate.ts';
import { talkActs } from './deskTalkActs.ts';
import { brief, limitMark, markOf, whenOf } from './deskWords.ts';
import { unitName, type DeskCampaign } from './deskWorld.ts';

export type Card = OutputOf<'listInterviews'>['columns'][number]['cards'][number];

/** What is waited for in a phase, and what happens at its limit; an interview never comes about by itself. */
export const TALK_PHASES_WORDS: Readonly<
  Record<string, { readonly waits: string; readonly asks: string; readonly ifNothing: string }>
> = {
  proposed: {
    waits: '约谈提请',
    asks: '请决定是否批准约谈',
    ifNothing: '自动退回督查室并记录，不会自动约谈',
  },
  'sent-back': {
    waits: '约谈提请已失效',
    asks: '请再次提请或撤回',
    ifNothing: '到此结束并记录，不会自动约谈',
  },
  approved: { waits: '约谈待安排', asks: '请定时间和地点', ifNothing: '向批准人报告，仍等待安排' },
  scheduled: { waits: '待登记到场', asks: '请登记到场情况', ifNothing: '向批准人报告，仍等待登记' },
  held: { waits: '待送纪要', asks: '请送达纪要', ifNothing: '向批准人报告，整改时限不因此提前' },
  rectifying: {
    waits: '整改中',
    asks: '请单位报送整改',
    ifNothing: '抄报上级，由批准人决定二次约谈或移送',
  },
  verifying: { waits: '整改待核实', asks: '请核实整改', ifNothing: '向上报告，不影响单位' },
  unmet: {
    waits: '整改不到位',
    asks: '请决定二次约谈或提请移送',
    ifNothing: '向上报告，仍等待决定',
  },
  referring: {
    waits: '移送提请',
    asks: '请决定是否移送问责',
    ifNothing: '提请失效并记录，不会自动移送',
  },
};

/** The tasks among the grounds of some interviews. */
export function tasksOfTalks(rows: readonly Pick<TalkRow, 'groundKeys'>[]): readonly string[] {
  return rows.flatMap(({ groundKeys }) => groundKeys.map((key) => key.split('/')[0] ?? ''));
}

/** An open interview is itself an escalation, on every desk; only its own limit that has passed says more. */
function raisedUnlessLate(limit: Card['mark']): Card['mark'] {
  return limit.level === 'late' ? limit : markOf('raised');
}

export function talkCard(world: DeskCampaign, row: TalkRow, names: Names, actor: string): Card {
  const { phase, unit, limitAt, approver, process } = row;
  const isOpen = phase in TALK_PHASES_WORDS;
  return {
    process,
    campaign: world.id,
    campaignTitle: world.title,
    unit: { id: unit, name: unitName(world, unit) },
    phase,
    phaseWords: phaseWords(phase),
    mark: isOpen ? raisedUnlessLate(limitMark(limitAt, world)) : markOf('normal'),
    grounds: row.grounds,
    since: row.at,
    limit: isOpen && limitAt !== null ? whenOf(limitAt, world) : null,
    approver: approver === null ? null : actorName(approver, world),
    words: brief(groundsWords(row, names)),
    why: { rule: ruleWords(world, names), facts: factsOf(row, names) },
    target: { kind: 'interview', campaign: world.id, id: process },
    acts: [...talkActs(row, approver, actor, { heard: row.heard, away: row.away })],
  };
}

export function phaseWords(phase: string): string {
  return phase === 'ground' ? '事由汇集' : term(phase);
}

/** `3项任务未报（10月、11月）` */
export function groundsWords({ groundKeys }: Pick<TalkRow, 'groundKeys'>, names: Names): string {
  const tasks = new Set(tasksOfTalks([{ groundKeys }]));
  const [first] = groundKeys;
  if (first === undefined) return '事由汇集中';
  const lead = `${tasks.size}项任务，事由${groundKeys.length}项`;
  return `${lead}：${groundWords(first, names)}${groundKeys.length > 1 ? '等' : ''}`;
}

function ruleWords({ regime }: DeskCampaign, names: Names): string {
  const step = regime.ladder.find((one) => one.step === 'interview');
  return `${regimeWords(names)}${step === undefined ? '' : `“${step.title ?? term('interview')}”`}`;
}

/** `制度规定提请的条件：连续3期未报，或本年度累计5期未报或迟报`; a task reaches one of them. */
export function conditionsOf({ regime }: Pick<DeskCampaign, 'regime'>): readonly string[] {
  const steps = regime.ladder.filter(({ step }) => step === 'interview');
  const words = [...new Set(steps.flatMap(({ when }) => (when ?? []).map(conditionWords)))];
  return words.length === 0 ? [] : [`制度规定提请的条件：${words.join('，或')}`];
}

function factsOf({ groundKeys, phase, heard, statement }: TalkRow, names: Names): string[] {
  const said = statement === null ? '已请单位说明，尚未收到' : '已请单位说明，单位已说明';
  const asked = heard && phase === 'proposed' ? [said] : [];
  const shown = groundKeys.slice(0, 5).map((key) => groundWords(key, names));
  const more = groundKeys.length - shown.length;
  return [...asked, ...shown, ...(more > 0 ? [`另有 ${more} 项`] : [])];
}

/** An interview that waits for somebody, among the other things that wait. */
export function talkGate(
  world: DeskCampaign,
  row: TalkRow,
  names: Names,
  actor: string,
): Gate | undefined {
  const words = TALK_PHASES_WORDS[row.phase];
  if (words === undefined) return undefined;
  const card = talkCard(world, row, names, actor);
  return {
    id: row.process,
    kind: 'interview',
    kindWords: words.waits,
    ...{ mark: card.mark, campaign: world.id, campaignTitle: world.title },
    title: `${words.waits}：${card.unit.name}`,
    unit: card.unit,
    task: null,
    reason: card.words,
    approver: card.approver ?? '',
    since: row.at,
    limit: card.limit,
    ifNothing: ifNothing(row.limitAt, words.ifNothing, world),
    why: card.why,
    target: card.target,
    acts: card.acts,
  };
}
