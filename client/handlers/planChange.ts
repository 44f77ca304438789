import { canonicalJson } from '../../domain/canonical.ts';
import { campaignMachine } from '../../domain/campaign.ts';
import { campaignProcess } from '../../domain/ids.ts';
import type { PlanChange } from '../../domain/planChange.ts';
import { lineWords, PROBLEM_WORDS } from '../../domain/planChangeWords.ts';
import { comparePlans, type PlanDiff } from '../../domain/planDiff.ts';
import type { PlanPublished } from '../../domain/planMessages.ts';
import { insertAudit } from '../../store/audit.ts';
import { unitsOf } from '../../store/campaigns.ts';
import { insertVersion, planDocument } from '../../store/joining.ts';
import { sha256 } from '../../store/ledger.ts';
import { transaction } from '../../store/pool.ts';
import { FaultError, refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import { listWords } from '../prepare.ts';
import { instantWords } from '../print.ts';
import type { Service } from '../service.ts';
import { actorIn, attempt } from './actor.ts';
import { listDigest, takenBefore } from './confirmed.ts';
import { put } from './put.ts';
import { campaignFor, campaignNow } from './find.ts';
import { changeStanding, KeptPlan, type PlanStandingNow } from './planStanding.ts';
import { mustReach } from './temporal.ts';

type Preview = OutputOf<'previewPlan'>;
type Done = OutputOf<'publishPlan'>;
/** A turn's own payload stays small; the register keeps the rest. */
const MESSAGE_LIMIT = 400_000;

/** What a later version of the plan would do to the campaign in flight; nothing is written. */
export async function previewPlan(
  service: Service,
  input: TakenOf<'previewPlan'>,
): Promise<Preview> {
  return previewOf(service, await changeStanding(service, input));
}

async function previewOf({ pool }: Service, standing: PlanStandingNow): Promise<Preview> {
  const { present, old, diff, change, directory, blocking, notes } = standing;
  const { id, context } = present;
  const { zone } = context.calendar;
  const known = [...(await unitsOf(pool, id)), ...directory.units];
  const unit = (one: string) => known.find((own) => own.id === one)?.name ?? one;
  // With its year: the list is the same whenever it is made.
  const moment = (instant: string) => instantWords(instant, zone, 0);
  const lines = change.lines.map((line): Preview['lines'][number] => ({
    kind: line.kind,
    ...{ task: line.task.key, no: line.task.no, title: line.task.title ?? line.task.content },
    units: line.task.assignments.filter(({ role }) => role !== 'cooperating').map((a) => a.unit),
    says: [...lineWords(line, { context, unit, moment })],
  }));
  const problems = change.problems.map(({ task, problem }) => {
    return `第 ${task.no ?? task.key} 项（${task.key}）${PROBLEM_WORDS[problem]}`;
  });
  const open = [...problems, ...(blocking.length > 0 ? listWords(blocking).split('\n') : [])];
  const count = (kind: Preview['lines'][number]['kind']) =>
    lines.filter((line) => line.kind === kind).length;
  return {
    ...{ campaign: id, zone, over: old.version, version: diff.plan.version },
    digest: listDigest([id, old.version, hashOf(diff), lines, change.changed, change.touched]),
    counts: {
      ...{ added: count('added'), changed: count('changed'), removed: count('removed') },
      ...{ words: count('words'), same: diff.same.length },
    },
    units: Object.entries(change.touched).map(([one, { added, changed, removed }]) => ({
      ...{ unit: one, name: unit(one), tasks: added + changed + removed },
    })),
    ...{ lines, open, notes: [...notes] },
  };
}

function hashOf({ plan }: PlanDiff): string {
  return sha256(canonicalJson(plan));
}

/** Puts a version in force: as it was previewed, or not at all; it is not taken back afterwards. */
export async function publishPlan(
  service: Service,
  input: TakenOf<'publishPlan'>,
  actor: string,
): Promise<Done> {
  const { requestId, confirm, reason } = input;
  return attempt(service, { actor, act: 'publishPlan', subject: input.campaign }, async () => {
    if (reason.trim() === '') refuse('reason-missing', { act: '发布方案新版' });
    const { pool } = service;
    const earlier = await repeatedOf(service, input);
    if (earlier) return earlier;
    const standing = await changeStanding(service, input);
    const { present, diff, change } = standing;
    const process = campaignProcess(present.id);
    const by = await actorIn(pool, present.id, actor);
    const preview = await previewOf(service, standing);
    if (preview.digest !== confirm) refuse('plan-unseen', { confirm, campaign: present.id });
    if (preview.open.length > 0) {
      const list = preview.open.map((line) => line.replace(/^(?!· )/u, '· ')).join('\n');
      refuse('plan-change-open', { count: preview.open.length, list });
    }
    const message = messageOf(standing, { by, reason, requestId });
    await mustPass(service, present.id, message);
    await mustReach(service.client);
    const owed = new Map(standing.assigned.map((task) => [task.key, task]));
    const added = diff.added.flatMap((plan) => {
      const own = owed.get(plan.key);
      return own === undefined ? [] : [{ plan, owed: own }];
    });
    const kept = await transaction(pool, (db) =>
      insertVersion(db, {
        ...{ campaign: present.id, requestId, version: message.version, hash: message.hash },
        ...{ publishedAt: present.now, actor: by, plan: diff.plan, units: change.units },
        body: {
          lastKey: diff.plan.lastKey ?? '',
          ...{ added, words: diff.changed.map(({ after }) => after) },
        },
      }),
    );
    if (kept === 'units') refuse('plan-unseen', { confirm, campaign: present.id });
    if (kept === 'reused') refuse('request-reused', { request: requestId });
    await put(service, process, message);
    const done = doneOf(present.id, message, requestId, false);
    const detail = { ...done, reason, touched: change.touched };
    await insertAudit(pool, {
      ...{ at: present.now, actor: by, act: 'publishPlan', subject: process, outcome: 'done' },
      detail,
    });
    return done;
  });
}

function messageOf(
  { present, old, diff, change }: PlanStandingNow,
  { by, reason, requestId }: { by: string; reason: string; requestId: string },
): PlanPublished {
  const { added, changed, removed, words, units, leaders, touched } = parts(change);
  return {
    ...{ kind: 'plan' as const, id: requestId, receivedAt: present.now, by, reason },
    ...{ version: diff.plan.version, hash: hashOf(diff), over: old.version },
    ...{ added, changed, removed, words, units, leaders, touched },
  };
}

function parts(change: PlanChange) {
  const { added, removed, words, units, leaders } = change;
  return {
    ...{ added: [...added], removed: [...removed], words: [...words] },
    ...{ units: [...units], leaders: [...leaders] },
    ...{ changed: { ...change.changed }, touched: { ...change.touched } },
  };
}

/** What the campaign would refuse, and what is too much for one turn, is refused before anything is kept. */
async function mustPass(
  { pool }: Service,
  campaign: string,
  message: PlanPublished,
): Promise<void> {
  const tasks = Object.keys(message.changed).length;
  if (JSON.stringify(message).length > MESSAGE_LIMIT) refuse('plan-change-large', { tasks });
  const now = await campaignNow(pool, campaign);
  const refused = now && campaignMachine(now.input).guard(now.state, message);
  if (refused) throw new FaultError(refused);
}

function doneOf(
  campaign: string,
  { version, hash, added, changed, removed }: PlanPublished,
  requestId: string,
  repeated: boolean,
): Done {
  return {
    ...{ campaign, version, hash, requestId, repeated },
    ...{ added: added.length, changed: Object.keys(changed).length, removed: removed.length },
  };
}

/** A request that has been taken before is the same one only with the same reason and the same plan. */
async function repeatedOf(
  { pool }: Service,
  { campaign, requestId, reason, plan }: TakenOf<'publishPlan'>,
): Promise<Done | undefined> {
  const { id } = await campaignFor(pool, campaign);
  const message = await takenBefore<PlanPublished>(
    ...([pool, campaignProcess(id), requestId] as const),
    async (told) => {
      if (told.kind !== 'plan' || told.reason !== reason) return false;
      const kept = KeptPlan.parse(await planDocument(pool, id, told.hash));
      const { head, changed, added, removed } = comparePlans(kept, plan);
      return [head, changed, added, removed].every(({ length }) => length === 0);
    },
  );
  return message && doneOf(id, message, requestId, true);
}
