import { unitActing } from '../../domain/machine.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { canonicalJson } from '../../domain/canonical.ts';
import type { Fault } from '../../domain/faults.ts';
import { ONCE } from '../../domain/firsts.ts';
import { MESSAGE_RECEIVED } from '../../domain/ids.ts';
import { epoch, type Instant } from '../../domain/instant.ts';
import { DEADLINES, type Obligation } from '../../domain/obligation.ts';
import type { ReportSubmitted } from '../../domain/taskMessages.ts';
import type { Unit } from '../../domain/unit.ts';
import { resubmitOf } from '../../domain/verifyState.ts';
import { insertAudit } from '../../store/audit.ts';
import { findReceipt, insertReceipt, markSignalled, type Receipt } from '../../store/intake.ts';
import { sha256 } from '../../store/ledger.ts';
import { insertEvidence } from '../../store/reportVersions.ts';
import { transaction } from '../../store/pool.ts';
import { FaultError, refuse } from '../faultError.ts';
import { REPORT_LIMIT, type OutputOf, type TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { contentGiven, isEmptyReport } from '../reportInput.ts';
import { actorIn, attempt, nowOf } from './actor.ts';
import { periodOf, titleOfDuty } from './campaignViews.ts';
import { campaignFor, lineNow, taskFor, taskNow, unitFor, type TaskNow } from './find.ts';
import { carriedContent } from './reportContent.ts';

type Input = TakenOf<'submitReport'>;
type Answer = OutputOf<'submitReport'>;

const SIGNAL_LIMIT_MS = 2_000;
const VERDICT_LIMIT_MS = 2_000;
const LOOK_EVERY_MS = 80;

/**
 * Takes a report: its receipt is committed before anything else is told, so it can no longer be lost. The process hears
 * of it by a signal, which the sweep repeats when it fails.
 */
export async function submitReport(service: Service, input: Input, actor: string): Promise<Answer> {
  const what = { actor, act: 'submitReport', subject: input.task };
  return attempt(service, what, async () => {
    const asked = await resolve(service, input, actor);
    const earlier = await findReceipt(service.pool, input.requestId);
    if (earlier) return answered(asked, sameContent(earlier, asked), true);
    const now = await taskNow(service.pool, asked.context, asked.task);
    if (!now.started) refuse('task-starting', { task: asked.task.key });
    const receivedAt = await nowOf(service, service.pool, asked.context.calendar.zone);
    const message = messageOf(asked, now, receivedAt);
    const refused = now.machine.guard(now.state, message);
    const receipt = await commit(service, asked, message, refused);
    if (!receipt.isNew) return answered(asked, sameContent(receipt, asked), true);
    if (receipt.refused) throw new FaultError(receipt.refused);
    const heard = await signal(service, receipt);
    return answered(asked, heard ? await settled(service, receipt) : receipt, false);
  });
}

/** What is asked to know which obligation is meant. */
type Occasion = Pick<Asked, 'unit' | 'context' | 'task'> & {
  readonly input: { readonly duty?: string | undefined; readonly period?: string | undefined };
};

interface Asked {
  readonly input: Input;
  readonly actor: string;
  readonly unit: Unit;
  readonly context: Awaited<ReturnType<typeof campaignFor>>['context'];
  readonly task: Awaited<ReturnType<typeof taskFor>>;
  /** SHA-256 of what was asked, for telling a repetition from another content. */
  readonly digest: string;
}

async function resolve(service: Service, input: Input, raw: string): Promise<Asked> {
  const { pool } = service;
  if (input.text.length > REPORT_LIMIT) refuse('too-large', { limit: `${REPORT_LIMIT} 字` });
  if (isEmptyReport(input)) {
    const detail = '报送内容为空；本期没有新情况的，请用 --nil 说明原因';
    refuse('message-malformed', { detail });
  }
  const { context } = await campaignFor(pool, input.campaign);
  const task = await taskFor(pool, context.campaign, input.task);
  const actor = await actorIn(pool, context.campaign, raw);
  const own = unitActing(actor);
  const named = input.unit ?? own;
  if (named === undefined) {
    const hint = '请用 --as unit:单位名称，督查室代录时用 --unit 写明单位。';
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

function sameContent(receipt: Receipt, { digest, input }: Asked): Receipt {
  if (receipt.digest !== digest) refuse('request-reused', { request: input.requestId });
  if (receipt.refused) throw new FaultError(receipt.refused);
  return receipt;
}

function messageOf(asked: Asked, now: TaskNow, receivedAt: Instant): ReportSubmitted {
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
  const done = deadline
    ? `报完成情况请写明 --duty ${DEADLINES} --period ${deadline.slot.period}。`
    : '';
  const first = own.find((one) => one.slot.period === ONCE && isOpen(one, now, at))?.slot.duty;
  const once = first ? `报“${titleOfDuty(context, first)}”请写明 --duty ${first}。` : '';
  return `${next}更新已报内容请用 --period 写明报告期。${once}${done}`;
}

async function commit(
  service: Service,
  asked: Asked,
  message: ReportSubmitted,
  refused: Fault | undefined,
): Promise<Receipt & { readonly isNew: boolean }> {
  const { input, actor, context, task, digest } = asked;
  return transaction(service.pool, async (db) => {
    const receipt = await insertReceipt(db, {
      requestId: input.requestId,
      receivedAt: message.receivedAt,
      campaign: context.campaign,
      process: `task/${context.campaign}/${task.key}`,
      actor,
      digest,
      body: {
        text: input.text,
        ...(input.nil === undefined ? {} : { nil: input.nil }),
        ...(input.value === undefined ? {} : { value: input.value }),
        ...contentGiven(input),
      },
      message,
      ...(refused ? { refused } : {}),
    });
    if (!receipt.isNew) return receipt;
    await insertEvidence(db, receipt.requestId, message.evidence ?? []);
    if (refused === undefined) {
      const { duty, period, unit } = message;
      const detail = { requestId: input.requestId, duty, period, unit, digest };
      const what = { actor, act: 'submitReport', subject: receipt.process };
      await insertAudit(db, { ...what, at: message.receivedAt, outcome: 'done', detail });
    }
    return receipt;
  });
}

/** A failure is harmless: the receipt is committed, and the sweep signals it again. */
export async function signal({ client, pool }: Service, receipt: Receipt): Promise<boolean> {
  try {
    await client.withDeadline(Date.now() + SIGNAL_LIMIT_MS, () =>
      client.workflow.getHandle(receipt.process).signal(MESSAGE_RECEIVED, receipt.message),
    );
    await markSignalled(pool, receipt.requestId);
    return true;
  } catch {
    return false;
  }
}

/** Waits a little for the verdict, so that the answer can show it. */
export async function settled({ pool }: Service, receipt: Receipt): Promise<Receipt> {
  const until = Date.now() + VERDICT_LIMIT_MS;
  let seen = receipt;
  try {
    while (seen.verdict === null && seen.refused === null && Date.now() < until) {
      await sleep(LOOK_EVERY_MS);
      seen = (await findReceipt(pool, receipt.requestId)) ?? seen;
    }
  } catch {
    // the receipt stands; its verdict can be asked for later
  }
  return seen;
}

function answered(asked: Asked, receipt: Receipt, repeated: boolean): Answer {
  if (receipt.refused) throw new FaultError(receipt.refused);
  const { duty, period } = receipt.message as ReportSubmitted;
  const { verdict, version } = receipt.verdict ?? {};
  return {
    requestId: receipt.requestId,
    campaign: asked.context.campaign,
    task: asked.task.key,
    unit: asked.unit.name,
    duty,
    period,
    occasion: `${periodOf(asked.context, duty, period)}“${titleOfDuty(asked.context, duty)}”`,
    receivedAt: receipt.receivedAt,
    verdict: typeof verdict === 'string' ? verdict : null,
    version: typeof version === 'number' ? version : null,
    repeated,
  };
}
