import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../domain/faults.ts';
import { MESSAGE_RECEIVED, taskProcess } from '../../domain/ids.ts';
import type { ReportSubmitted } from '../../domain/taskMessages.ts';
import { insertAudit } from '../../store/audit.ts';
import { shareEvidence } from '../../store/evidenceFiles.ts';
import { findReceipt, insertReceipt, markSignalled, type Receipt } from '../../store/intake.ts';
import { insertEvidence } from '../../store/reportVersions.ts';
import { transaction, type Db } from '../../store/pool.ts';
import { FaultError, refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { contentGiven } from '../reportInput.ts';
import { attempt, nowOf } from './actor.ts';
import { taskNow } from './find.ts';
import { occasionWords } from './occasion.ts';
import { messageOf, resolve, type Asked } from './reportAsked.ts';
import { alsoWords, sharedWith, type Shared } from './sharedReports.ts';

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
    const shared = refused ? [] : await sharedWith(service, asked, message);
    const { receipt, others } = await commit(service, { asked, message }, refused, shared);
    if (!receipt.isNew) return answered(asked, sameContent(receipt, asked), true);
    if (receipt.refused) throw new FaultError(receipt.refused);
    const [heard] = await Promise.all([receipt, ...others].map((one) => signal(service, one)));
    const told = heard === true ? await settled(service, receipt) : receipt;
    const also = await alsoWords(service, shared);
    return { ...answered(asked, told, false), ...(also.length > 0 ? { also } : {}) };
  });
}

/** Why a report would not be taken, before it is sent; nothing is kept. */
export async function reportFault(
  service: Service,
  input: Input,
  actor: string,
): Promise<Fault | undefined> {
  try {
    const asked = await resolve(service, input, actor);
    const now = await taskNow(service.pool, asked.context, asked.task);
    const at = await nowOf(service, service.pool, asked.context.calendar.zone);
    return now.machine.guard(now.state, messageOf(asked, now, at));
  } catch (error) {
    if (error instanceof FaultError) return error.fault;
    throw error;
  }
}

function sameContent(receipt: Receipt, { digest, input }: Asked): Receipt {
  if (receipt.digest !== digest) refuse('request-reused', { request: input.requestId });
  if (receipt.refused) throw new FaultError(receipt.refused);
  return receipt;
}

interface Sending {
  readonly asked: Asked;
  readonly message: ReportSubmitted;
}

/** All or nothing: the receipt, and those of the other tasks for which the same report counts. */
async function commit(
  service: Service,
  first: Sending,
  refused: Fault | undefined,
  shared: readonly Shared[],
): Promise<{
  readonly receipt: Receipt & { isNew: boolean };
  readonly others: readonly Receipt[];
}> {
  const taken = shared.flatMap((one) => ('asked' in one ? [one] : []));
  const also = taken.map(({ asked }) => processOf(asked));
  const own = also.length > 0 ? { ...first.message, sharedWith: also } : first.message;
  return transaction(service.pool, async (db) => {
    const receipt = await insert(db, service, { ...first, message: own }, refused);
    if (!receipt.isNew || refused !== undefined) return { receipt, others: [] };
    const others = [];
    for (const { asked, message } of taken) {
      const linked = { ...message, sharedWith: [processOf(first.asked)] };
      others.push(await insert(db, service, { asked, message: linked }, undefined));
      const hashes = (message.evidence ?? []).map(({ sha256 }) => sha256);
      await shareEvidence(db, ownerOf(first), ownerOf({ asked, message }), hashes);
    }
    return { receipt, others };
  });
}

function ownerOf({ asked: { context }, message: { unit } }: Sending) {
  return { campaign: context.campaign, unit };
}

function processOf({ context, task }: Asked): string {
  return taskProcess(context.campaign, task.key);
}

async function insert(
  db: Db,
  service: Service,
  { asked, message }: Sending,
  refused: Fault | undefined,
): Promise<Receipt & { readonly isNew: boolean }> {
  const { input, actor, context, digest } = asked;
  const receipt = await insertReceipt(db, {
    requestId: message.id,
    receivedAt: message.receivedAt,
    campaign: context.campaign,
    process: processOf(asked),
    actor,
    digest,
    body: {
      text: input.text,
      ...(input.nil === undefined ? {} : { nil: input.nil }),
      ...(input.value === undefined ? {} : { value: input.value }),
      ...contentGiven(input),
      ...sentBy(service, message.by),
    },
    message,
    ...(refused ? { refused } : {}),
  });
  if (!receipt.isNew) return receipt;
  await insertEvidence(db, receipt.requestId, message.evidence ?? []);
  if (refused === undefined) {
    const { duty, period, unit, by, claimed, sharedWith: matter } = message;
    const said = { requestId: message.id, duty, period, unit, digest, ...sentBy(service, by) };
    const detail = {
      ...said,
      ...(claimed === undefined ? {} : { claimed }),
      ...(matter === undefined ? {} : { sharedWith: matter }),
    };
    const what = { actor, act: 'submitReport', subject: receipt.process };
    await insertAudit(db, { ...what, at: message.receivedAt, outcome: 'done', detail });
  }
  return receipt;
}

/**
 * 持链接人：name, where somebody without an account has sent it: the unit answers for it, the receipt says who it was; and
 * 督查室代录 with the account that has entered it for the unit.
 */
function sentBy({ caller }: Service, by: string): { readonly sentBy?: string } {
  if (caller?.kind === 'link') return { sentBy: caller.name };
  if (by !== 'office') return {};
  const named = caller?.kind === 'session' || caller?.kind === 'token';
  return { sentBy: named ? `督查室代录（${caller.name}）` : '督查室代录' };
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
    occasion: occasionWords(asked.context, { duty, period }),
    receivedAt: receipt.receivedAt,
    verdict: typeof verdict === 'string' ? verdict : null,
    version: typeof version === 'number' ? version : null,
    repeated,
  };
}
