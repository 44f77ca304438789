import { mayDo } from '../../domain/access.ts';
import type { Service } from '../service.ts';
import { OPERATIONS, type OperationName, type OutputOf, type TakenOf } from '../operations.ts';
import { offeredActs } from '../acts/offered.ts';
import { taskAct } from '../acts/acts.ts';
import type { Asking } from '../acts/act.ts';
import type { Allowed } from '../deskParts.ts';
import { ACTS } from '../decisionActs.ts';
import { obligationWords } from '../../domain/wordsParts.ts';
import { actorIn, nowOf, roleOf } from './actor.ts';
import { campaignFor, lineNow, taskNow, unitsNow } from './find.ts';
import { namesIn } from './history.ts';
import { taskSeen } from './seen.ts';

/** What this actor may do about a task now: nothing is offered that its process would refuse. */
export async function listTaskActs(
  service: Service,
  input: TakenOf<'listTaskActs'>,
  actor: string,
): Promise<OutputOf<'listTaskActs'>> {
  const { pool } = service;
  const { id, context } = await campaignFor(pool, input.campaign);
  const task = await taskSeen(pool, id, input.task, actor);
  const now = await taskNow(pool, context, task);
  const target = { task: task.key, campaign: id };
  if (!now.started || roleOf(actor) === 'auditor') return { ...target, topics: [] };
  const at = await nowOf(service, pool, context.calendar.zone);
  const asking: Asking = { service, context, now, at, actor: await actorIn(pool, id, actor) };
  const units = await unitsNow(pool, id);
  const named = { units, names: namesIn(context, [task.plan], units, at) };
  const may = (operation: OperationName) => (act: string) =>
    isGranted(service, operation, act, { actor, campaign: id });
  const topics = await offeredActs(asking, named, target, (act) => {
    const mayAtAll = taskAct(act)?.who.includes(roleOf(actor)) === true;
    return mayAtAll && may('actOnTask')(act);
  });
  const decisions = roleOf(actor) === 'office' ? decisionsOf(asking, named, target) : [];
  const open = decisions.filter(({ act }) => may('decide')(act ?? ''));
  return {
    ...target,
    topics: [
      ...topics.map(({ topic, acts }) => ({ topic, acts: [...acts] })),
      ...(open.length === 0 ? [] : [{ topic: '免报、暂停、恢复', acts: open }]),
    ],
  };
}

/** Whether what the caller has been granted reaches as far; the machine's own token reaches everywhere. */
export function isGranted(
  { caller }: Service,
  operation: OperationName,
  act: string,
  about: { readonly actor: string; readonly campaign: string },
): boolean {
  if (caller === undefined || caller.grants === 'any') return true;
  const { who, label } = OPERATIONS[operation];
  const { grants, scopes } = caller;
  const asker = { grants, signedIn: true, ...(scopes === undefined ? {} : { scopes }) };
  return mayDo(asker, { operation, act, who, label, reads: false, ...about }) === undefined;
}

type Named = Parameters<typeof offeredActs>[1];

/** 免报、暂停、恢复 of one task: the office's own. */
function decisionsOf(
  asking: Asking,
  { names }: Named,
  { task, campaign }: { readonly task: string; readonly campaign: string },
): Allowed[] {
  const { now, at, actor } = asking;
  const isTaken = (content: Readonly<Record<string, unknown>>) => {
    const message = { ...content, id: 'offered', receivedAt: at, by: actor };
    return now.machine.guard(now.state, message) === undefined;
  };
  const input = { subject: task, campaign };
  const reason = { field: 'reason', label: '理由', kind: 'text' as const, required: true };
  const periods = lineNow(now).obligations.filter(({ key }) =>
    isTaken({ kind: 'exempt', obligation: key, reason: '免报' }),
  );
  const choices = periods.map(({ key, party }) => ({
    value: key,
    label: `${obligationWords(key, names)}（${party.members.map(names.unit).join('、')}）`,
  }));
  const which = {
    ...{ field: 'obligation', label: '哪一期', kind: 'choice' as const, required: true },
    choices,
  };
  const line = (act: keyof typeof ACTS, asks: Allowed['asks'], more = {}): Allowed => ({
    ...{ operation: 'decide', act, label: ACTS[act], main: false, asks },
    input: { ...input, ...more },
  });
  return [
    ...(choices.length === 0 ? [] : [line('exempt', [which, reason], { subject: now.process })]),
    ...(isTaken({ kind: 'suspend', reason: '暂停' }) ? [line('pause', [reason])] : []),
    ...(isTaken({ kind: 'resume' }) ? [line('resume', [])] : []),
  ];
}
