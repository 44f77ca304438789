import { WAITING } from '../../domain/matterWaiting.ts';
import { epoch } from '../../domain/instant.ts';
import { unitActing } from '../../domain/machine.ts';
import type { Names } from '../../domain/words.ts';
import type { Gate } from '../deskAnswers.ts';
import type { Service } from '../service.ts';
import { mattersFor, type WantedMatter } from '../../store/deskMatters.ts';
import { talksOf, type TalkRow } from '../../store/deskTalks.ts';
import { interviewsTold } from '../../store/sight.ts';
import { sightOf } from '../../domain/sight.ts';
import { campaignNow } from './find.ts';
import { matterGate } from './deskGate.ts';
import { itemGatesOf, paperGate, papersOf } from './deskPapers.ts';
import { talkGate, tasksOfTalks } from './deskTalk.ts';
import { namesFor, type DeskCampaign } from './deskWorld.ts';

/** What waits in a campaign, and how much of each kind, also of what is not shown. */
export interface WaitingHere {
  readonly gates: readonly Gate[];
  readonly counts: ReadonlyMap<string, { readonly words: string; readonly count: number }>;
  readonly talks: readonly TalkRow[];
  readonly names: Names;
}

/** The facts of the table after which this actor is waited for under the rules of the campaign. */
export function wantedBy({ regime }: Pick<DeskCampaign, 'regime'>, actor: string): WantedMatter[] {
  return Object.entries(WAITING).flatMap(([type, list]) =>
    list.flatMap((waiting): WantedMatter[] => {
      const phase = waiting.phase ?? null;
      const desk = waiting.desk(regime, phase ?? '');
      if (desk === 'named') return [{ type, phase, named: true }];
      return desk === actor ? [{ type, phase, named: false }] : [];
    }),
  );
}

/**
 * Everything in a campaign that waits for an actor, the nearest limit first; for the office also what waits for others, where
 * `all` says so, since it watches them.
 */
export async function waitingIn(
  service: Service,
  world: DeskCampaign,
  actor: string,
  options: { readonly limit: number; readonly all?: boolean },
): Promise<WaitingHere> {
  const { pool } = service;
  const wanted = wantedBy(world, actor);
  const unit = unitActing(actor);
  const [matters, found, process, told] = await Promise.all([
    mattersFor(pool, world.id, wanted, actor, options.limit),
    talksOf(pool, [world.id], unit === undefined ? {} : { unit }),
    campaignNow(pool, world.id),
    interviewsTold(pool, world.id, sightOf(actor)),
  ]);
  // a unit does not hear of a proposed interview before a person has approved it, or asks what the unit says
  const talks = unit === undefined ? found : found.filter((row) => told.has(row.process));
  const isMine = (gate: Gate) => options.all === true || gate.acts.length > 0;
  const names = await namesFor(pool, world, [
    ...matters.rows.map(({ task }) => task),
    ...tasksOfTalks(talks),
  ]);
  const own = matters.rows.flatMap((row) => matterGate(world, row, names, actor) ?? []);
  const others = [
    ...talks.flatMap((row) => talkGate(world, row, names, actor) ?? []),
    ...papersOf(world, process?.state).flatMap((paper) => paperGate(world, paper, actor) ?? []),
    ...itemGatesOf(world, process?.state, actor),
  ].filter(isMine);
  return {
    gates: inOrder([...own, ...others]),
    counts: counted(own, others, matters.counts),
    talks,
    names,
  };
}

function counted(
  own: readonly Gate[],
  others: readonly Gate[],
  types: ReadonlyMap<string, number>,
): Map<string, { words: string; count: number }> {
  const found = new Map<string, { words: string; count: number }>();
  const add = (kind: string, words: string, count: number) => {
    found.set(kind, { words, count: (found.get(kind)?.count ?? 0) + count });
  };
  for (const gate of others) add(gate.kind, gate.kindWords, 1);
  for (const [type, count] of types) {
    const [first] = WAITING[type] ?? [];
    if (first === undefined) continue;
    const shown = own.find(({ kindWords }) => kindWords === first.words);
    add(shown?.kind ?? first.kind, first.words, count);
  }
  return found;
}

/** The nearest limit first; what has none comes last, the oldest first. */
export function inOrder(gates: readonly Gate[]): readonly Gate[] {
  const limit = ({ limit: when }: Gate) => (when === null ? Infinity : epoch(when.at));
  const since = ({ since: at }: Gate) => (at === null ? Infinity : epoch(at));
  return [...gates].sort(
    (a, b) => limit(a) - limit(b) || since(a) - since(b) || (a.id < b.id ? -1 : 1),
  );
}
