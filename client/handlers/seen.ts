import { deskOf } from '../../domain/access.ts';
import { seesInterview, sightOf, type Sight } from '../../domain/sight.ts';
import type { TaskRow } from '../../store/campaigns.ts';
import type { Db } from '../../store/pool.ts';
import { campaignsSeenBy, interviewsTold, tasksSeenBy } from '../../store/sight.ts';
import { tasksNamed } from '../../store/standings.ts';
import type { InterviewRow } from '../../store/timeline.ts';
import type { Unit } from '../../domain/unit.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf } from '../operations.ts';
import { actorIn } from './actor.ts';
import { visitNow } from './visit.ts';

/** What an actor, as he comes to a handler (`unit:区发改局`), reads of a campaign. */
export async function sightIn(db: Db, campaign: string, actor: string): Promise<Sight> {
  return sightOf(deskOf(actor) === 'unit' ? await actorIn(db, campaign, actor) : actor);
}

/** A task by key or printed number, among those that the actor reads: any other does not exist. */
export async function taskSeen(
  db: Db,
  campaign: string,
  wanted: string,
  actor: string,
): Promise<TaskRow> {
  const sight = await sightIn(db, campaign, actor);
  const named = await tasksNamed(db, campaign, wanted);
  const only = named.length === 1 ? named[0]?.key : undefined;
  const seen = await tasksSeenBy(db, campaign, sight, only);
  const found = seen === undefined ? named : named.filter(({ key }) => seen.has(key));
  const [first] = found;
  if (first === undefined) return refuse('task-unknown', { task: wanted });
  if (found.length === 1) return first;
  return refuse('task-unclear', { task: wanted, keys: found.map(({ key }) => key).join('、') });
}

/** The keys of the tasks that the actor reads; undefined: all. */
export async function tasksSeen(
  db: Db,
  campaign: string,
  actor: string,
): Promise<ReadonlySet<string> | undefined> {
  return tasksSeenBy(db, campaign, await sightIn(db, campaign, actor));
}

/** The interviews among these that the actor hears of. */
export async function interviewsSeen(
  db: Db,
  campaign: string,
  actor: string,
  interviews: readonly InterviewRow[],
): Promise<readonly InterviewRow[]> {
  const sight = await sightIn(db, campaign, actor);
  if (sight.kind === 'all' || interviews.length === 0) return interviews;
  const told = await interviewsTold(db, campaign, sight);
  return interviews.filter((interview) =>
    seesInterview(sight, interview, told.has(interview.process)),
  );
}

type Campaign = OutputOf<'showCampaign'>;

/** The gates that wait for the actor; the office, the principal leader and observers see all. */
export function gatesSeen(
  sight: Sight,
  units: readonly Unit[],
  gates: Campaign['gates'],
): Campaign['gates'] {
  switch (sight.kind) {
    case 'all':
      return gates;
    case 'unit': {
      const own = units.find(({ id }) => id === sight.unit)?.name;
      return gates.filter(({ approver }) => approver === own);
    }
    case 'post':
      return gates.filter(({ approver }) => approver === sight.post);
    case 'nothing':
      return [];
  }
}

/** Bulletins: what has been issued is for all; a draft is not for those whom it may name. */
export function bulletinsSeen(
  sight: Sight,
  bulletins: Campaign['bulletins'],
): Campaign['bulletins'] {
  if (sight.kind === 'all') return bulletins;
  return bulletins.filter(({ phase }) => phase === 'issued');
}

/** Which campaigns the actor reads anything of. */
export async function campaignSeen(db: Db, actor: string): Promise<(campaign: string) => boolean> {
  const visit = visitNow();
  const isGranted = (campaign: string) => visit?.refuses(campaign) === undefined;
  const desk = deskOf(actor);
  if (desk !== 'unit' && desk !== 'post') return isGranted;
  const name = actor.slice(desk.length + 1);
  const seen = await campaignsSeenBy(db, desk === 'unit' ? { unit: name } : { post: name });
  return (campaign) => isGranted(campaign) && seen.has(campaign);
}
