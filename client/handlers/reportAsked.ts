import { unitActing } from '../../domain/machine.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import { ONCE } from '../../domain/firsts.ts';
import { epoch, type Instant } from '../../domain/instant.ts';
import { DEADLINES, type Obligation } from '../../domain/obligation.ts';
import type { ReportSubmitted } from '../../domain/taskMessages.ts';
import type { Unit } from '../../domain/unit.ts';
import { resubmitOf } from '../../domain/verifyState.ts';
import { sha256 } from '../../store/ledger.ts';
import { refuse } from '../faultError.ts';
import { REPORT_LIMIT, type TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { contentGiven, isEmptyReport } from '../reportInput.ts';
import { actorIn } from './actor.ts';
import { periodOf, titleOfDuty } from './campaignViews.ts';
import { campaignFor, lineNow, unitFor, type TaskNow } from './find.ts';
import { carriedContent } from './reportContent.ts';
import { taskSeen } from './seen.ts';

type Input = TakenOf<'submitReport'>;

/** What is asked to know which obligation is meant. */
type Occasion = Pick<Asked, 'unit' | 'context' | 'task'> & {
  readonly input: { readonly duty?: string | undefined; readonly period?: string | undefined };
};

export interface Asked {
  readonly input: Input;
  readonly actor: string;
  readonly unit: Unit;
  readonly context: Awaited<ReturnType<typeof campaignFor>>['context'];
  readonly task: Awaited<ReturnType<typeof taskSeen>>;
  /** SHA-256 of what was asked, for telling a repetition from another content. */
  readonly digest: string;
}

/** Whose report it is, for which task of which campaign; refuses what nobody may report. */
export async function resolve(service: Service, input: Input, raw: string): Promise<Asked> {
  const { pool } = service;
  if (input.text.length > REPORT_LIMIT) refuse('too-large', { limit: `${REPORT_LIMIT} 字` });
  if (isEmptyReport(input)) {
    const detail = '报送内容为空；本期没有新情况的，请说明原因';
    refuse('message-malformed', { detail });
  }
  const { context } = await campaignFor(pool, input.campaign);
  const task = await taskSeen(pool, context.campaign, input.task, raw);
  const actor = await actorIn(pool, context.campaign, raw);
  const own = unitActing(actor);
  const named = input.unit ?? own;
  if (named === undefined) {
    const hint = '督查室代录的，请写明是哪个单位的。';
    refuse('not-allowed', { actor: '督查室', act: '不写明单位的报送', hint });
  }
  const unit = await unitFor(pool, context.campaign, named);
  if (own !== undefined && unit.id !== own) {
    const hint = '单位只能报送自己的。';
    refuse('not-allowed', { actor: raw.slice('unit:'.length), act: `代${unit.name}报送`, hint });
  }
  const { duty = null, period = null, nil = null, text, value } = input;
  const body = { process: `task/${context.campaign}/${task.key}`, unit: unit.id, duty, period };
  const number = value === undefined ? {} : { value };
  const content = contentGiven(input);
  const digest = sha256(canonicalJson({ ...body, nil, text, ...number, ...content }));
  return { input, actor, unit, context, task, digest };
}

/** What the process is told. */
export function messageOf(asked: Asked, now: TaskNow, receivedAt: Instant): ReportSubmitted {
  const { input, actor, unit, digest } = asked;
  const { duty, period } = occasion(asked, now, receivedAt);
  const { requestId: id, nil, value } = input;
  const base = { kind: 'report' as const, id, receivedAt, by: actor, unit: unit.id, duty, period };
  return {
    ...{ ...base, digest },
    ...carriedContent(asked.context, now, base, input, receivedAt),
    ...(nil === undefined ? {} : { nil }),
    ...(value === undefined ? {} : { value }),
  };
}

/**
 * Which duty and period a report answers: as named, else the earliest that is open and not yet reported. What is owed
 * once is only answered by name, so that no monthly report is taken for a completion or for a scheme.
 */
export function occasion(
  asked: Occasion,
  now: TaskNow,
  at: Instant,
): { readonly duty: string; readonly period: string } {
  const { input, unit, task } = asked;
  if (now.state.ended) {
    refuse('task-ended', { task: task.key, ...now.state.ended });
  }
  if (now.state.closed) refuse('task-closed', { task: task.key, ...now.state.closed });
  const own = lineNow(now).obligations.filter(
    ({ slot, party }) =>
      party.members.includes(unit.id) &&
      (input.duty === undefined || slot.duty === input.duty) &&
      (input.period === undefined || slot.period === input.period),
  );
  if (input.period !== undefined) {
    const duty = input.duty ?? own[0]?.slot.duty ?? asked.context.regime.duties[0]?.id ?? DEADLINES;
    return { duty, period: input.period };
  }
  const wanted = own.filter(({ slot }) => input.duty !== undefined || !isOnce(slot));
  const open = wanted.find((obligation) => isOpen(obligation, now, at));
  if (open) return { duty: open.slot.duty, period: open.slot.period };
  if (input.duty === undefined && wanted.length === 0 && own.length === 0) {
    refuse('report-wrong-unit', { task: task.key, unit: unit.name });
  }
  const hint = hintFor(asked, own, now, at);
  return refuse('report-nothing-open', { task: task.key, unit: unit.name, hint });
}

/** What is owed once, a dated deadline or a first report 首报. */
function isOnce({ duty, period }: Obligation['slot']): boolean {
  return duty === DEADLINES || period === ONCE;
}

function isOpen({ key, slot }: Obligation, { state }: TaskNow, at: Instant): boolean {
  if (resubmitOf(state, key) !== undefined) return true;
  const { opens, closes } = slot.instants;
  const verdict = state.entries[key]?.verdict;
  const owed = verdict === undefined || verdict === 'missing';
  return owed && epoch(opens) <= epoch(at) && epoch(at) <= epoch(closes);
}

function hintFor(
  { context }: Occasion,
  own: readonly Obligation[],
  now: TaskNow,
  at: Instant,
): string {
  const dated = own.find(({ slot }) => slot.duty === DEADLINES);
  const deadline = own.find((one) => one.slot.duty === DEADLINES && isOpen(one, now, at)) ?? dated;
  const coming = own.find(({ slot }) => !isOnce(slot) && epoch(slot.instants.opens) > epoch(at));
  const next = coming
    ? `下一期是${periodOf(context, coming.slot.duty, coming.slot.period)}，${coming.slot.instants.opens.slice(0, 10)} 开始填报。`
    : '';
  const done = deadline ? `报完成情况请写明是完成时限 ${deadline.slot.period}。` : '';
  const first = own.find((one) => one.slot.period === ONCE && isOpen(one, now, at))?.slot.duty;
  const once = first ? `报“${titleOfDuty(context, first)}”请写明是这一项。` : '';
  return `${next}更新已报内容请写明报告期。${once}${done}`;
}
