import { readProcess } from '../../domain/ids.ts';
import { recipientWords } from '../../domain/words.ts';
import { tasksOf, unitsOf, type TaskRow } from '../../store/campaigns.ts';
import { obstacleFacts, type ObstacleRow } from '../../store/obstacles.ts';
import type { Db } from '../../store/pool.ts';
import { pageOf } from '../listPage.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { nowOf } from './actor.ts';
import { nameOf } from './campaignViews.ts';
import { campaignFor } from './find.ts';
import { namesIn } from './history.ts';
import { occasionWords } from './occasion.ts';
import { sightIn, tasksSeen } from './seen.ts';

type View = OutputOf<'listObstacles'>['obstacles'][number];

/**
 * Every obstacle 需协调事项 of a campaign that is not resolved: the agenda of the next 调度 meeting. A unit reads what it has
 * raised itself, and what was assigned to it; a post what its tasks raise.
 */
export async function listObstacles(
  service: Service,
  input: TakenOf<'listObstacles'>,
  actor: string,
): Promise<OutputOf<'listObstacles'>> {
  const { pool } = service;
  const { id, context } = await campaignFor(pool, input.campaign);
  const { zone } = context.calendar;
  const [facts, tasks, units] = await Promise.all([
    obstacleFacts(pool, id),
    tasksOf(pool, id),
    unitsOf(pool, id),
  ]);
  const names = namesIn(context, [], units, await nowOf(service, pool, zone));
  const byKey = new Map(tasks.map((task) => [task.key, task]));
  const words = {
    unit: (unit: string) => nameOf(units, unit),
    owner: (owner: string) => recipientWords(owner, names),
    occasion: (duty: string, period: string) => occasionWords(context, { duty, period }),
  };
  const isSeen = await sightOfObstacles(pool, id, actor);
  const all = grouped(facts)
    .filter(isSeen)
    .flatMap((found) => viewOf(found, byKey, words));
  const found = input.all === true ? all : all.filter(({ phase }) => phase !== 'resolved');
  const { page, next } = pageOf(found, ({ task, obstacle }) => `${task}.${obstacle}`, input);
  return { campaign: id, zone, next, obstacles: [...page] };
}

/** Which obstacles the actor reads: by who raised it, to whom it is assigned now, and the task. */
async function sightOfObstacles(db: Db, campaign: string, actor: string) {
  const sight = await sightIn(db, campaign, actor);
  const seen = sight.kind === 'post' ? await tasksSeen(db, campaign, actor) : undefined;
  return (facts: readonly ObstacleRow[]): boolean => {
    const [first] = facts;
    const owner = facts.findLast(({ type }) => type === 'obstacle-assigned')?.payload['owner'];
    const found = first && readProcess(first.process);
    switch (sight.kind) {
      case 'all':
        return true;
      case 'unit':
        return first?.payload['unit'] === sight.unit || owner === `unit:${sight.unit}`;
      case 'post':
        return (
          owner === `post:${sight.post}` ||
          (found?.kind === 'task' && seen?.has(found.task) === true)
        );
      case 'nothing':
        return false;
    }
  };
}

function grouped(facts: readonly ObstacleRow[]): readonly (readonly ObstacleRow[])[] {
  const found = new Map<string, ObstacleRow[]>();
  for (const fact of facts) {
    const key = `${fact.process}#${String(fact.payload['obstacle'])}`;
    found.set(key, [...(found.get(key) ?? []), fact]);
  }
  return [...found.values()];
}

interface Words {
  readonly unit: (unit: string) => string;
  readonly owner: (owner: string) => string;
  readonly occasion: (duty: string, period: string) => string;
}

const PHASES: Readonly<Record<string, View['phase']>> = {
  obstacle: 'open',
  'obstacle-assigned': 'assigned',
  'obstacle-overdue': 'overdue',
  'obstacle-resolved': 'resolved',
};

function viewOf(
  facts: readonly ObstacleRow[],
  tasks: ReadonlyMap<string, TaskRow>,
  words: Words,
): readonly View[] {
  const [first] = facts;
  const last = facts.at(-1);
  const found = first && readProcess(first.process);
  if (first === undefined || last === undefined || found?.kind !== 'task') return [];
  const { duty, period, unit, text, asks, obstacle } = first.payload;
  const assigned = facts.filter(({ type }) => type === 'obstacle-assigned').at(-1)?.payload;
  const plan = tasks.get(found.task)?.plan;
  const phase = PHASES[last.type] ?? 'open';
  const resolved = phase === 'resolved';
  return [
    {
      ...{ task: found.task, no: plan?.no ?? null, title: plan?.title ?? plan?.content ?? '' },
      ...{ obstacle: Number(obstacle), occasion: words.occasion(String(duty), String(period)) },
      ...{ unit: words.unit(String(unit)), text: String(text), raisedAt: first.at, phase },
      asks: typeof asks === 'string' ? asks : null,
      owner: assigned === undefined ? null : words.owner(String(assigned['owner'])),
      until: assigned === undefined ? null : String(assigned['until']),
      resolvedAt: resolved ? last.at : null,
      result: resolved ? String(last.payload['result']) : null,
    },
  ];
}
