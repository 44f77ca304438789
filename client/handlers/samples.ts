import { canonicalJson } from '../../domain/canonical.ts';
import type { Context } from '../../domain/context.ts';
import type { Instant } from '../../domain/instant.ts';
import { draw, drawFlaws, sampleKey, type Draw } from '../../domain/sampling.ts';
import { obligationWords } from '../../domain/wordsParts.ts';
import { insertAudit } from '../../store/audit.ts';
import { tasksOf, unitsOf } from '../../store/campaigns.ts';
import { sha256 } from '../../store/ledger.ts';
import {
  reportedOf,
  sampleNamed,
  samplesOf,
  type SampleRow,
  type SampleScope,
} from '../../store/samples.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { actorWords, attempt, nowOf } from './actor.ts';
import { nameOf, periodOf } from './campaignViews.ts';
import { campaignFor } from './find.ts';
import { namesIn } from './history.ts';
import { occasionWords } from './occasion.ts';
import { tasksSeen } from './seen.ts';
import { visitNow } from './visit.ts';

type View = OutputOf<'drawSample'>;

/** What the audit keeps of a draw: with it anybody can draw again. */
export interface Recorded extends Draw, SampleScope {
  readonly draw: string;
  readonly drawnAt: Instant;
}

/**
 * Draws a sample of the received reports of a period and records it. The same seed over the same set is the same draw:
 * it is answered as it was recorded, and not recorded again.
 */
export async function drawSample(
  service: Service,
  input: TakenOf<'drawSample'>,
  actor: string,
): Promise<View> {
  const what = { actor, act: 'drawSample', subject: `campaign/${input.campaign}` };
  return attempt(service, what, async () => {
    const { pool } = service;
    const { id, context } = await campaignFor(pool, input.campaign);
    const { period, duty = null, seed, count } = input;
    const scope = { campaign: id, period, duty };
    const keys = (await reportedOf(pool, scope)).map((row) => sampleKey(row.task, row.obligation));
    if (keys.length === 0) refuse('sample-empty', { period: scopeWords(context, scope) });
    const made = draw(keys, { seed, count }, sha256);
    const name = `s${sha256(canonicalJson([id, period, duty, seed, count, made.setHash])).slice(0, 12)}`;
    const earlier = await sampleNamed(pool, name);
    if (earlier !== undefined) return viewOf(service, context, earlier, true);
    const at = await nowOf(service, pool, context.calendar.zone);
    const detail: Recorded = { draw: name, drawnAt: at, ...scope, ...made };
    const subject = `campaign/${id}`;
    const entry = { at, actor, act: 'drawSample', subject, outcome: 'done' };
    await insertAudit(pool, { ...entry, detail: { ...detail } });
    return viewOf(service, context, { actor, detail: { ...detail } }, false);
  });
}

/** Makes a recorded draw again, and says what does not hold. A unit reads of it what is its own. */
export async function verifySample(
  service: Service,
  input: TakenOf<'verifySample'>,
  actor: string,
): Promise<OutputOf<'verifySample'>> {
  const { pool } = service;
  const row = await sampleNamed(pool, input.draw);
  if (row === undefined) return refuse('sample-unknown', { draw: input.draw });
  const recorded = row.detail as unknown as Recorded;
  if (visitNow()?.refuses(recorded.campaign)) refuse('sample-unknown', { draw: input.draw });
  const { context } = await campaignFor(pool, recorded.campaign);
  const now = new Set(
    (await reportedOf(pool, recorded)).map(({ task, obligation }) => sampleKey(task, obligation)),
  );
  const gone = recorded.of.filter((key) => !now.has(key)).length;
  const flaws = [
    ...drawFlaws(recorded, sha256),
    ...(gone === 0 ? [] : [`抽查范围中有 ${gone} 份，台账里已不是按时或迟报`]),
  ];
  const seen = await tasksSeen(pool, recorded.campaign, actor);
  const view = ownPart(await viewOf(service, context, row, false), seen);
  const since = now.size - (recorded.of.length - gone);
  return { ...view, holds: flaws.length === 0, flaws, since };
}

function ownPart(view: View, seen: ReadonlySet<string> | undefined): View {
  if (seen === undefined) return view;
  const of = view.of.filter((key) => seen.has(key.split('/')[0] ?? ''));
  return { ...view, of, drawn: view.drawn.filter(({ task }) => seen.has(task)) };
}

async function viewOf(
  service: Service,
  context: Context,
  { actor, detail }: SampleRow,
  repeated: boolean,
): Promise<View> {
  const { pool } = service;
  const recorded = detail as unknown as Recorded;
  const { campaign, draw: name, seed, count, setHash, of, drawnAt } = recorded;
  const [tasks, units, all] = await Promise.all([
    tasksOf(pool, campaign),
    unitsOf(pool, campaign),
    samplesOf(pool, recorded),
  ]);
  const plans = new Map(tasks.map(({ key, plan }) => [key, plan]));
  const names = namesIn(context, [...plans.values()], units, drawnAt);
  const others = all
    .map((row) => row.detail as unknown as Recorded)
    .filter((other) => other.draw !== name);
  return {
    ...{ draw: name, campaign, zone: context.calendar.zone, repeated },
    ...{ period: recorded.period, duty: recorded.duty, scope: scopeWords(context, recorded) },
    ...{ seed, count, drawnAt, by: actorWords(actor), setHash, of: [...of] },
    drawn: recorded.drawn.map((key) => {
      const [task = '', ...rest] = key.split('/');
      const obligation = rest.join('/');
      const plan = plans.get(task);
      return {
        ...{ key, task, no: plan?.no ?? null, title: plan?.title ?? plan?.content ?? task },
        units: (rest.at(-1) ?? '').split('+').map((unit) => nameOf(units, unit)),
        occasion: obligationWords(obligation, names),
      };
    }),
    others: others.map((other) => ({
      ...{ draw: other.draw, seed: other.seed, drawnAt: other.drawnAt },
    })),
  };
}

export function scopeWords(context: Context, { period, duty }: SampleScope): string {
  if (duty !== null) return occasionWords(context, { duty, period });
  const own = context.regime.duties.find((rule) => periodOf(context, rule.id, period) !== period);
  return `${own === undefined ? period : periodOf(context, own.id, period)}全部报送`;
}
