import { unitActing } from '../../domain/machine.ts';
import { insertAudit } from '../../store/audit.ts';
import {
  deleteDraft,
  findDraft,
  saveDraft as keepDraft,
  type DraftKey,
} from '../../store/drafts.ts';
import { refuse } from '../faultError.ts';
import { REPORT_LIMIT, type OutputOf, type TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { actorIn, actorWords, attempt, nowOf } from './actor.ts';
import { campaignFor, lineNow, taskNow, unitFor } from './find.ts';
import { occasionWords } from './occasion.ts';
import { taskSeen } from './seen.ts';
import { occasion } from './reportAsked.ts';

type Named = TakenOf<'showDraft'>;
type View = OutputOf<'showDraft'>;

/** Keeps what a unit is still writing 草稿: no fact, and nothing is judged by it. */
export async function saveDraft(
  service: Service,
  input: TakenOf<'saveDraft'>,
  actor: string,
): Promise<View> {
  const what = { actor, act: 'saveDraft', subject: input.task };
  return attempt(service, what, async () => {
    if ((input.content.text ?? '').length > REPORT_LIMIT) {
      refuse('too-large', { limit: `${REPORT_LIMIT} 字` });
    }
    const meant = await draftFor(service, input, actor);
    const { at, by } = meant;
    await keepDraft(service.pool, meant.key, { content: input.content, actor: by, at });
    return viewOf(meant, { content: input.content, actor: by, at });
  });
}

export async function showDraft(service: Service, input: Named, actor: string): Promise<View> {
  const meant = await draftFor(service, input, actor);
  const found = await findDraft(service.pool, meant.key, meant.zone);
  const { task, obligation } = meant.key;
  return viewOf(meant, found ?? refuse('draft-none', { task, obligation }));
}

/** Twice is once: what is not there is not there. */
export async function discardDraft(
  service: Service,
  input: Named,
  actor: string,
): Promise<OutputOf<'discardDraft'>> {
  const what = { actor, act: 'discardDraft', subject: input.task };
  return attempt(service, what, async () => {
    const meant = await draftFor(service, input, actor);
    const { at, by, key, occasion: words } = meant;
    const discarded = await deleteDraft(service.pool, key);
    const subject = `task/${key.campaign}/${key.task}`;
    const entry = { at, actor: by, act: 'discardDraft', subject, outcome: 'done' };
    if (discarded) await insertAudit(service.pool, { ...entry, detail: { ...key } });
    return { occasion: words, discarded };
  });
}

interface Meant {
  readonly key: DraftKey;
  readonly unit: string;
  readonly duty: string;
  readonly period: string;
  readonly occasion: string;
  readonly by: string;
  readonly at: string;
  readonly zone: string;
}

/** The obligation and unit whose draft is meant: a unit's own, or one that the office names. */
async function draftFor(service: Service, input: Named, raw: string): Promise<Meant> {
  const { pool } = service;
  const { context, id } = await campaignFor(pool, input.campaign);
  const task = await taskSeen(pool, id, input.task, raw);
  const by = await actorIn(pool, id, raw);
  const own = unitActing(by);
  const named = input.unit ?? own ?? refuse('content-missing', { what: '单位' });
  const unit = await unitFor(pool, id, named);
  if (own !== undefined && unit.id !== own) {
    const hint = '单位只能办理自己的。';
    refuse('not-allowed', { actor: actorWords(raw), act: `办理${unit.name}的草稿`, hint });
  }
  const now = await taskNow(pool, context, task);
  const { zone } = context.calendar;
  const at = await nowOf(service, pool, zone);
  const { duty, period } = occasion({ input, unit, context, task }, now, at);
  const found = lineNow(now).obligations.find(
    ({ slot, party }) =>
      slot.duty === duty && slot.period === period && party.members.includes(unit.id),
  );
  if (found === undefined) {
    return refuse('report-unknown-period', { task: task.key, duty, period });
  }
  return {
    key: { campaign: id, task: task.key, obligation: found.key, unit: unit.id },
    ...{ unit: unit.name, duty, period, by, at, zone },
    occasion: occasionWords(context, { duty, period }),
  };
}

function viewOf(
  { key, unit, duty, period, occasion: words }: Meant,
  { content, actor, at }: { readonly content: object; readonly actor: string; readonly at: string },
): View {
  const { campaign, task } = key;
  return { campaign, task, unit, duty, period, occasion: words, content, by: actor, at };
}
