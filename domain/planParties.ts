import { holderOf, type Change } from './change.ts';
import type { OwedTask, Party } from './context.ts';
import type { Unit } from './unit.ts';

/** One hand-over: what a unit owes goes to others. */
export interface PlanMove {
  readonly from: string;
  readonly to: Unit[];
}

/** Who stands for the parties of a task now, by duty. */
export function partiesHeld(
  task: Pick<OwedTask, 'parties'>,
  changes: readonly Change[] = [],
): Readonly<Record<string, readonly Party[]>> {
  const held = (party: Party): Party => ({
    ...party,
    members: holderOf(changes, party.id, '') ?? party.members,
  });
  return Object.fromEntries(
    Object.entries(task.parties).map(([duty, parties]) => [duty, parties.map(held)]),
  );
}

/**
 * The hand-overs that make the parties as they are into those of another version, one after another; undefined where no
 * hand-over can: a duty that nobody owed before, or fewer or more parties than before.
 */
export function movesBetween(
  held: Readonly<Record<string, readonly Party[]>>,
  next: Pick<OwedTask, 'parties' | 'units'>,
): readonly PlanMove[] | undefined {
  const wanted = wantedMembers(held, next.parties);
  if (wanted === undefined) return undefined;
  const now = new Map<string, readonly string[]>(
    Object.values(held).flatMap((parties) => parties.map(({ id, members }) => [id, members])),
  );
  const moves: PlanMove[] = [];
  for (const [party, members] of wanted) {
    for (const move of movesOf(now.get(party) ?? [], members)) {
      const to = move.to.flatMap((id) => next.units.find((unit) => unit.id === id) ?? []);
      if (to.length !== move.to.length) return undefined;
      moves.push({ from: move.from, to });
      for (const [id, own] of now) now.set(id, moved(own, move.from, move.to));
    }
  }
  const reached = [...now].every(([id, own]) => isSame(own, wanted.get(id) ?? own));
  const untouched = [...now].every(([id, own]) => {
    return wanted.has(id) || isSame(own, membersOf(held, id));
  });
  return reached && untouched ? moves : undefined;
}

/** By party, who is to stand for it, where that changes; undefined where parties cannot be told to one another. */
function wantedMembers(
  held: Readonly<Record<string, readonly Party[]>>,
  next: Readonly<Record<string, readonly Party[]>>,
): ReadonlyMap<string, readonly string[]> | undefined {
  const wanted = new Map<string, readonly string[]>();
  for (const duty of new Set([...Object.keys(held), ...Object.keys(next)])) {
    const olds = held[duty] ?? [];
    const news = next[duty] ?? [];
    const gone = olds.filter((party) => !news.some((own) => isSame(own.members, party.members)));
    const came = news.filter((party) => !olds.some((own) => isSame(own.members, party.members)));
    if (gone.length !== came.length) return undefined;
    for (const [n, party] of gone.entries()) {
      const members = came[n]?.members ?? [];
      const known = wanted.get(party.id);
      if (known !== undefined && !isSame(known, members)) return undefined;
      wanted.set(party.id, members);
    }
  }
  return wanted;
}

/** Those who leave hand over to those who come; a unit that only joins takes over beside one that stays. */
function movesOf(
  members: readonly string[],
  wanted: readonly string[],
): readonly { readonly from: string; readonly to: readonly string[] }[] {
  const gone = members.filter((id) => !wanted.includes(id));
  const came = wanted.filter((id) => !members.includes(id));
  const [stays] = members.filter((id) => wanted.includes(id));
  if (gone.length === 0) {
    return stays === undefined || came.length === 0 ? [] : [{ from: stays, to: [stays, ...came] }];
  }
  const to = came.length > 0 ? came : wanted.slice(0, 1);
  return gone.map((from) => ({ from, to }));
}

function moved(members: readonly string[], from: string, to: readonly string[]): readonly string[] {
  return [...new Set(members.flatMap((id) => (id === from ? to : [id])))];
}

function membersOf(
  held: Readonly<Record<string, readonly Party[]>>,
  id: string,
): readonly string[] {
  return (
    Object.values(held)
      .flat()
      .find((party) => party.id === id)?.members ?? []
  );
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return [...a].sort().join() === [...b].sort().join();
}
