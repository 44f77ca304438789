import { bigramsOf, dice } from '../../domain/planDiffMatch.ts';
import { instantOf } from '../../domain/instant.ts';
import { insertAudit } from '../../store/audit.ts';
import { listCampaigns, tasksOf, unitsOf, type TaskRow } from '../../store/campaigns.ts';
import { transaction } from '../../store/pool.ts';
import {
  endSameMatter as endMatter,
  findSameMatter,
  insertSameMatter,
  sameMatters,
  type SameMatter,
  type TaskAt,
} from '../../store/sameMatter.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { attempt, nowOf, ZONE } from './actor.ts';
import { campaignFor, taskFor } from './find.ts';

type Named = OutputOf<'listSameMatters'>['matters'][number]['one'];

/** Titles that share two of three pairs of letters are worth a look. */
const ALIKE = 0.66;
const SUGGESTED = 50;

interface Known {
  readonly named: Named;
  readonly key: string;
  readonly units: readonly string[];
}

/** 同一事项 that have been confirmed and stand. */
export async function listSameMatters(
  { pool }: Service,
  { campaign }: TakenOf<'listSameMatters'>,
): Promise<OutputOf<'listSameMatters'>> {
  const found = await sameMatters(pool, campaign);
  const named = await namesOf(
    pool,
    found.flatMap(({ one, other }) => [one, other]),
  );
  const told = (at: TaskAt) => named.get(`${at.campaign}/${at.task}`) ?? unknown(at);
  return {
    matters: found.map((matter) => ({
      ...{ id: matter.id, one: told(matter.one), other: told(matter.other) },
      confirmedAt: instantOf(matter.confirmedAt.getTime(), ZONE),
      ...{ confirmedBy: matter.confirmedBy, reason: matter.reason },
    })),
  };
}

/** Tasks of other campaigns that read alike and are owed by the same unit; a person decides. */
export async function suggestSameMatters(
  { pool }: Service,
  { campaign }: TakenOf<'suggestSameMatters'>,
): Promise<OutputOf<'suggestSameMatters'>> {
  const { id } = await campaignFor(pool, campaign);
  const standing = new Set((await sameMatters(pool, id)).map(pairKey));
  const own = await knownOf(pool, id);
  const found = [];
  for (const { id: another } of await listCampaigns(pool)) {
    if (another === id) continue;
    const others = await knownOf(pool, another);
    for (const one of own) found.push(...alike(one, others, standing));
  }
  return { suggestions: found.sort((a, b) => b.likeness - a.likeness).slice(0, SUGGESTED) };
}

function alike(one: Known, others: readonly Known[], standing: ReadonlySet<string>) {
  const bigrams = bigramsOf(one.named.title);
  return others.flatMap((other) => {
    const units = one.units.filter((unit) => other.units.includes(unit));
    if (units.length === 0 || standing.has([one.key, other.key].sort().join(' '))) return [];
    const likeness = dice(bigrams, bigramsOf(other.named.title), ALIKE);
    if (likeness < ALIKE) return [];
    return [{ one: one.named, other: other.named, likeness: Math.round(likeness * 100), units }];
  });
}

/** Confirms two tasks of two campaigns to be one matter: from now on one report counts for both. */
export async function confirmSameMatter(
  service: Service,
  { one, other, reason, requestId }: TakenOf<'confirmSameMatter'>,
  actor: string,
): Promise<OutputOf<'confirmSameMatter'>> {
  const subject = `${one.campaign}/${one.task} ${other.campaign}/${other.task}`;
  return attempt(service, { actor, act: 'confirmSameMatter', subject }, async () => {
    const { pool } = service;
    if (one.campaign === other.campaign) refuse('same-campaign', { campaign: one.campaign });
    const [first, second] = [one, other].sort((a, b) => (a.campaign < b.campaign ? -1 : 1));
    const [a, b] = [await knownAt(pool, first ?? one), await knownAt(pool, second ?? other)];
    const units = a.units.filter((unit) => b.units.includes(unit));
    if (units.length === 0) {
      const words = (known: Known) => known.units.join('、') || '无责任单位';
      refuse('same-no-unit', { one: words(a), other: words(b) });
    }
    const pair = [a.key, b.key].sort().join(' ');
    const earlier = (await sameMatters(pool, first?.campaign)).find((own) => pairKey(own) === pair);
    if (earlier?.id === requestId) return { matter: earlier.id, units, repeated: true };
    if (earlier !== undefined) {
      const at = instantOf(earlier.confirmedAt.getTime(), ZONE).slice(0, 10);
      refuse('same-already', { at, by: earlier.confirmedBy });
    }
    const at = await nowOf(service, pool);
    await transaction(pool, async (db) => {
      await insertSameMatter(db, {
        ...{ id: requestId, one: placeOf(a), other: placeOf(b) },
        ...{ confirmedAt: at, confirmedBy: actor, reason },
      });
      const what = { actor, act: 'confirmSameMatter', subject };
      await insertAudit(db, { ...what, at, outcome: 'done', detail: { requestId, reason, units } });
    });
    return { matter: requestId, units, repeated: false };
  });
}

/** Takes a confirmation back: what was received stays, what comes next counts for its own task only. */
export async function endSameMatter(
  service: Service,
  { matter, reason, requestId }: TakenOf<'endSameMatter'>,
  actor: string,
): Promise<OutputOf<'endSameMatter'>> {
  return attempt(service, { actor, act: 'endSameMatter', subject: matter }, async () => {
    const { pool } = service;
    if ((await findSameMatter(pool, matter)) === undefined) refuse('same-unknown', { matter });
    const at = await nowOf(service, pool);
    const isNew = await transaction(pool, async (db) => {
      const ended = await endMatter(db, { matter, at, actor, reason });
      const what = { actor, act: 'endSameMatter', subject: matter };
      const detail = { requestId, reason };
      if (ended) await insertAudit(db, { ...what, at, outcome: 'done', detail });
      return ended;
    });
    return { matter, repeated: !isNew };
  });
}

function placeOf({ named: { campaign, task } }: Known): TaskAt {
  return { campaign, task };
}

function pairKey({ one, other }: SameMatter): string {
  return [`${one.campaign}/${one.task}`, `${other.campaign}/${other.task}`].sort().join(' ');
}

async function knownAt(pool: Service['pool'], { campaign, task }: TaskAt): Promise<Known> {
  const { id, title } = await campaignFor(pool, campaign);
  const found = await taskFor(pool, id, task);
  return knownTask(id, title, found, await unitNames(pool, id));
}

async function knownOf(pool: Service['pool'], campaign: string): Promise<readonly Known[]> {
  const { id, title } = await campaignFor(pool, campaign);
  const names = await unitNames(pool, id);
  return (await tasksOf(pool, id)).map((task) => knownTask(id, title, task, names));
}

async function unitNames(pool: Service['pool'], campaign: string) {
  return new Map((await unitsOf(pool, campaign)).map(({ id, name }) => [id, name]));
}

function knownTask(
  campaign: string,
  campaignTitle: string,
  { key, plan, owed }: TaskRow,
  names: ReadonlyMap<string, string>,
): Known {
  const members = Object.values(owed.parties).flatMap((parties) =>
    parties.flatMap((party) => party.members),
  );
  return {
    key: `${campaign}/${key}`,
    named: { campaign, campaignTitle, task: key, no: plan.no, title: plan.title ?? plan.content },
    units: [...new Set(members)].map((id) => names.get(id) ?? id),
  };
}

async function namesOf(pool: Service['pool'], places: readonly TaskAt[]) {
  const found = new Map<string, Named>();
  for (const place of places) {
    const { named, key } = await knownAt(pool, place);
    found.set(key, named);
  }
  return found;
}

function unknown({ campaign, task }: TaskAt): Named {
  return { campaign, campaignTitle: campaign, task, no: null, title: task };
}
