import { z } from 'zod';
import { canonicalJson } from '../../domain/canonical.ts';
import { unitActing, type MessageBase } from '../../domain/machine.ts';
import { didYouMean } from '../../domain/spelling.ts';
import { insertAudit } from '../../store/audit.ts';
import { findReceipt, insertReceipt, type Receipt } from '../../store/intake.ts';
import { sha256 } from '../../store/ledger.ts';
import { transaction } from '../../store/pool.ts';
import { takenMessage } from '../../store/timeline.ts';
import { TASK_ACTS, taskAct } from '../acts/acts.ts';
import type { ActContent, Asking, TaskAct } from '../acts/act.ts';
import { fieldWords } from '../acts/actFields.ts';
import { FaultError, refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { actorIn, actorWords, attempt, nowOf, roleOf } from './actor.ts';
import { mustBeSent } from './actEvidence.ts';
import { take } from './decisions.ts';
import { campaignFor, holdersIn, taskFor, taskNow } from './find.ts';
import { overtaken } from './overtaken.ts';
import { settled, signal } from './reports.ts';
import { taskSeen } from './seen.ts';

type Input = TakenOf<'actOnTask'>;
type Done = OutputOf<'actOnTask'>;

/**
 * Does something about a task. What a unit sends is received first, as a report is, so that it can no longer be lost;
 * what an office decides is answered from the turn that took it.
 */
export async function actOnTask(service: Service, input: Input, actor: string): Promise<Done> {
  const what = { actor, act: input.act, subject: input.task };
  return attempt(service, what, async () => {
    const spec = actFor(input, actor);
    const fields = fieldsOf(spec, input);
    const asking = await ask(service, input, actor);
    const content = (await spec.content?.(fields, asking)) ?? {
      kind: spec.act as ActContent['kind'],
      ...fields,
    };
    await mustBeSent(service.pool, asking.context.campaign, content['evidence'], aboutWhom(asking));
    if (roleOf(actor) === 'unit') return receive(service, input, asking, content, fields);
    const { now, context, actor: by } = asking;
    const subject = { process: now.process, zone: context.calendar.zone, by };
    return { ...(await take(service, input, subject, content)), receivedAt: null };
  });
}

function actFor({ act }: Input, actor: string): TaskAct {
  const names = TASK_ACTS.map((one) => one.act);
  const spec = taskAct(act) ?? refuse('act-unknown', { act, hint: didYouMean(act, names) });
  if (spec.who.includes(roleOf(actor))) return spec;
  const hint = spec.who.includes('unit') ? '这由责任单位办理。' : '请由有权办理的人办理。';
  return refuse('not-allowed', { actor: actorWords(actor), act: spec.label, hint });
}

function fieldsOf(spec: TaskAct, input: Input): Readonly<Record<string, unknown>> {
  const parsed = z.strictObject(spec.fields.shape).safeParse(input.fields);
  if (parsed.success) return parsed.data;
  const detail = parsed.error.issues
    .map((issue) => fieldWords(spec, issue, input.fields))
    .join('；');
  return refuse('message-malformed', { detail });
}

async function ask(service: Service, input: Input, actor: string): Promise<Asking> {
  const { pool } = service;
  const { id, context } = await campaignFor(pool, input.campaign);
  // A post decides what its gate asks of it, which the rule of the matter guards; a unit knows its own tasks only.
  const isUnit = roleOf(actor) === 'unit';
  const task = isUnit
    ? await taskSeen(pool, id, input.task, actor)
    : await taskFor(pool, id, input.task);
  const now = await taskNow(pool, context, task);
  if (!now.started) refuse('task-starting', { task: task.key });
  const at = await nowOf(service, pool, context.calendar.zone);
  const earlier = await takenMessage(pool, now.process, input.requestId);
  return {
    ...{ service, context, now, actor: await actorIn(pool, id, actor), at },
    ...(earlier === undefined ? {} : { earlier: earlier.message }),
  };
}

/** Whose files may be named: a unit's own, or those of any unit of the task where the office acts. */
function aboutWhom({ actor, now }: Asking): readonly string[] {
  const own = unitActing(actor);
  return own === undefined ? holdersIn(now) : [own];
}

async function receive(
  service: Service,
  input: Input,
  { context, now, actor, at }: Asking,
  content: ActContent,
  fields: Readonly<Record<string, unknown>>,
): Promise<Done> {
  const { requestId } = input;
  const { process } = now;
  const { plan } = await taskFor(service.pool, context.campaign, input.task);
  const done = doneOf(input, `任务 ${plan.no ?? input.task} ${plan.title ?? ''}`.trim());
  const digest = sha256(canonicalJson({ process, actor, ...content }));
  const earlier = await findReceipt(service.pool, requestId);
  if (earlier) return done(same(earlier, digest), true);
  const message: MessageBase = { ...content, id: requestId, receivedAt: at, by: actor };
  const refused = now.machine.guard(now.state, message);
  const receipt = await transaction(service.pool, async (db) => {
    const { campaign } = context;
    const base = { requestId, receivedAt: at, campaign, process, actor, digest, message };
    const kept = await insertReceipt(db, {
      ...base,
      body: fields,
      ...(refused ? { refused } : {}),
    });
    if (kept.isNew && refused === undefined) {
      // what it changes is for the turn that takes it
      const before = now.machine.describe(now.state);
      const detail = { requestId, ...fields, before, after: RECEIVED };
      const what = { actor, act: input.act, subject: process };
      await insertAudit(db, { ...what, at, outcome: 'done', detail });
    }
    return kept;
  });
  if (!receipt.isNew) return done(same(receipt, digest), true);
  if (receipt.refused) {
    const { act } = input;
    const lost = { process, zone: context.calendar.zone, by: actor, act, requestId, content };
    throw await overtaken(service.pool, lost, new FaultError(receipt.refused));
  }
  const heard = await signal(service, receipt);
  return done(heard ? await settled(service, receipt) : receipt, false);
}

const RECEIVED = '已收件，由该任务的流程办理';

function same(receipt: Receipt, digest: string): Receipt {
  if (receipt.digest !== digest) refuse('request-reused', { request: receipt.requestId });
  return receipt;
}

function doneOf({ act }: Input, what: string): (receipt: Receipt, repeated: boolean) => Done {
  return ({ requestId, process, receivedAt, verdict, refused }, repeated) => {
    if (refused) throw new FaultError(refused);
    return { process, what, act, requestId, receivedAt, value: verdict, repeated };
  };
}
