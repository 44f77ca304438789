import type { Every } from '../domain/deadline.ts';
import type { Draft } from '../domain/plan.ts';
import { APPROVER } from './regimeProposalBulletins.ts';
import { part, quoted, type OpenAsk, type Part } from './regimeProposalPart.ts';

type Value = Readonly<Record<string, unknown>>;
type StepName = Draft['regime']['steps'][number]['step'];

const DEFAULT = '原文没有写，按默认设置';

/** What a ladder is made for. */
export interface LadderPlan {
  readonly draft: Draft;
  readonly duties: readonly { readonly id: string; readonly every: Every }[];
  /** The text says nothing of supervision: the whole default. */
  readonly silent: boolean;
}

/** The ladder 升级步骤, mildest first. Reminders are always there; what accuses is there where the text says so. */
export function ladderParts(plan: LadderPlan): readonly Part<Value>[] {
  const { silent } = plan;
  const remind = said(plan, 'remind');
  const letters = [
    ...said(plan, 'criticise'),
    ...remind.filter((note) => /函|单|通知书/.test(note)),
  ];
  const up = said(plan, 'report-up');
  const interview = said(plan, 'interview');
  return [
    ...reminders(plan, remind),
    ...(letters.length > 0 || silent ? [letter(letters)] : []),
    ...(up.length > 0 ? [reportUp(plan, up)] : []),
    ...(interview.length > 0 || silent ? [interviewStep(plan, interview)] : []),
  ];
}

/** The interview 约谈 section, where there is such a step. */
export function interviewPart({ draft, silent }: LadderPlan): Part<Value> | undefined {
  if (!silent && !draft.regime.steps.some(({ step }) => step === 'interview')) return undefined;
  const value = {
    proposeAt: '09:00',
    gate: { by: APPROVER, limit: { workdays: 5 } },
    to: ['head', 'office'],
  };
  const asks = [
    {
      id: 'interview.gate',
      question: '约谈由谁批准',
      default: '分管领导，5个工作日内；逾期失效，不会自动约谈',
      path: ['gate', 'by'],
    },
    {
      id: 'interview.to',
      question: '约谈通知发给谁',
      default: '单位主要负责人，并送督查室',
      path: ['to'],
    },
  ];
  return part(value, [], asks);
}

function said({ draft }: LadderPlan, name: StepName): readonly string[] {
  return draft.regime.steps.filter(({ step }) => step === name).map((one) => quoted(draft, one));
}

function reminders({ duties }: LadderPlan, notes: readonly string[]): readonly Part<Value>[] {
  const short = ({ every }: { every: Every }) => every === 'week' || every === 'ten-days';
  const groups = [
    { id: 'remind-short', days: 1, on: duties.filter(short) },
    { id: 'remind', days: 3, on: duties.filter((duty) => !short(duty)) },
  ].filter(({ on }) => on.length > 0);
  const before = groups.map(({ id, days, on }, i) =>
    part(
      {
        ...{ id, step: 'remind', title: '到期前提醒', on: on.map((duty) => duty.id) },
        ...{ at: { before: 'due', offset: { workdays: days } }, time: '09:00', to: ['reporter'] },
      },
      i === 0 && notes.length > 0 ? notes : [DEFAULT],
      [ask(`${id}.at`, '到期之前多久提醒', `${days}个工作日，上午9:00`, ['at'])],
    ),
  );
  const deadline = {
    ...{ id: 'remind-deadline', step: 'remind', title: '完成时限临期提醒', on: ['deadlines'] },
    ...{ at: { before: 'due', offset: { workdays: 10 } }, time: '09:00' },
    to: ['reporter', 'head'],
  };
  const urge = {
    ...{ id: 'urge', step: 'urge', at: { after: 'grace', offset: { workdays: 0 } } },
    ...{ while: 'unreported', to: ['reporter', 'head'] },
  };
  return [...before, part(deadline, [DEFAULT]), part(urge, notes.length > 0 ? notes : [DEFAULT])];
}

function letter(notes: readonly string[]): Part<Value> {
  const value = {
    ...{ id: 'letter', step: 'letter', at: { after: 'grace', offset: { workdays: 3 } } },
    ...{ time: '17:00', while: 'unreported', to: ['head', 'leader'] },
  };
  const when = '逾期3个工作日，发单位主要负责人和牵头领导';
  return part(value, notes.length > 0 ? notes : [DEFAULT], [
    ask('letter.at', '逾期多久发督办函', when, ['at']),
  ]);
}

function reportUp({ duties }: LadderPlan, notes: readonly string[]): Part<Value> {
  const atLeast = 2;
  const value = {
    ...{ id: 'report-up', step: 'report-up', on: duties.map(({ id }) => id) },
    ...{ at: { after: 'grace', offset: { workdays: 5 } }, time: '17:00' },
    ...{ when: [{ consecutive: 'missing', atLeast }], while: 'any', to: ['principal'] },
  };
  return part(value, notes, [
    ask('report-up.when', '什么情形报告主要领导', `连续${atLeast}期未报`, ['when']),
  ]);
}

/** Late or missing periods in a year after which an interview is proposed; fewer where a year has few periods. */
const WITHIN_YEAR: Readonly<Record<Every, number>> = {
  week: 8,
  'ten-days': 6,
  month: 5,
  'two-months': 4,
  quarter: 3,
  'half-year': 2,
  year: 1,
};

function interviewStep({ duties }: LadderPlan, notes: readonly string[]): Part<Value> {
  const every = duties[0]?.every ?? 'month';
  const consecutive = Math.min(3, WITHIN_YEAR[every]);
  const cumulative = WITHIN_YEAR[every];
  const value = {
    ...{ id: 'interview', step: 'interview', on: duties.map(({ id }) => id) },
    ...{ at: { after: 'grace', offset: { workdays: 3 } }, time: '17:00' },
    when: [
      { consecutive: 'missing', atLeast: consecutive },
      { cumulative: 'missing-or-late', atLeast: cumulative, within: 'year' },
    ],
    ...{ while: 'any', to: ['office'] },
  };
  const words = `连续${consecutive}期未报，或本年度累计${cumulative}期未报、迟报`;
  return part(value, notes.length > 0 ? notes : [DEFAULT], [
    ask('interview.when', '什么情形提请约谈', words, ['when']),
  ]);
}

function ask(id: string, question: string, standard: string, path: readonly string[]): OpenAsk {
  return { id, question, default: standard, path };
}
