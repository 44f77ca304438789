import { readProcess } from './ids.ts';
import type { Decision } from './machine.ts';
import type { Proof, ProofTurn } from './proof.ts';

export type Scope = Proof['scope'];
type Spoken = Pick<Decision, 'payload'>;
type Fields = Readonly<Record<string, unknown>>;

/** What the scope of a proof follows from, besides its notice. */
interface Lived {
  readonly process: string;
  readonly input: Fields;
  readonly turns: readonly Pick<ProofTurn, 'taken'>[];
}

/**
 * Whose rows a proof shows: of a task those of the unit that was told, or where an office was told those of the party
 * that the notice speaks of; where it speaks of none, all. Of a campaign a unit sees what names no other; an interview
 * is about one unit and is shown whole.
 */
export function scopeOf(
  { process, input, turns }: Lived,
  notice: { readonly recipient: string; readonly payload: Fields },
): Scope {
  const kind = readProcess(process)?.kind;
  const [, unit] = /^(u\d+)\//.exec(notice.recipient) ?? [];
  const { party } = notice.payload;
  if (kind === 'task' && typeof party === 'string') {
    return {
      units: unit === undefined ? holdersOf(party.split('+'), turns) : beforeOf(unit, turns),
      party,
    };
  }
  if (kind === 'interview' || unit === undefined) return { units: null, party: null };
  if (kind !== 'task') return { units: [unit], party: null };
  return { units: beforeOf(unit, turns), party: null, parties: partiesOf(input, unit, turns) };
}

/** Those who stood for a party, and those to whom they handed it over. */
function holdersOf(members: readonly string[], turns: Lived['turns']): string[] {
  const units = new Set(members);
  for (const { from, to } of handedOver(turns)) {
    if (units.has(from)) for (const unit of to) units.add(unit);
  }
  return [...units];
}

/** A unit, and those whose duty it took over: it answers for what they did. */
function beforeOf(unit: string, turns: Lived['turns']): string[] {
  const units = new Set([unit]);
  for (const { from, to } of [...handedOver(turns)].reverse()) {
    if (to.some((id) => units.has(id))) units.add(from);
  }
  return [...units];
}

/** The parties of a task to which a unit belongs, by the plan or by what it took over. */
function partiesOf(input: Fields, unit: string, turns: Lived['turns']): string[] {
  const { parties = {}, under = {} } = (input['task'] ?? {}) as {
    readonly parties?: Fields;
    readonly under?: Readonly<Record<string, Fields>>;
  };
  const all = [parties, ...Object.values(under)].flatMap((owed) => Object.values(owed).flat());
  const ids = (all as readonly { readonly id: string; readonly members: readonly string[] }[])
    .filter(({ members }) => holdersOf(members, turns).includes(unit))
    .map(({ id }) => id);
  return [...new Set(ids)].sort();
}

interface HandedOver {
  readonly from: string;
  readonly to: readonly string[];
}

/** 移交, 退回 and 方案调整 as the process took them, in their order; what was refused is only a wider view. */
function handedOver(turns: Lived['turns']): readonly HandedOver[] {
  return turns
    .flatMap(({ taken }) => taken)
    .flatMap(({ message }): HandedOver[] => {
      if (message === undefined) return [];
      const { kind, from, unit, to, moves } = message as Fields;
      if (kind === 'transfer') return [{ from: String(from), to: idsIn(to) }];
      if (kind === 'decide-return') return [{ from: String(unit), to: idsIn(to) }];
      if (kind !== 'plan' || !Array.isArray(moves)) return [];
      return (moves as readonly Fields[]).map((move) => ({
        from: String(move['from']),
        to: idsIn(move['to']),
      }));
    });
}

function idsIn(units: unknown): readonly string[] {
  return [units].flat().flatMap((unit) => {
    const id = (unit as { readonly id?: unknown } | undefined)?.id;
    return typeof id === 'string' ? [id] : [];
  });
}

/** `unit` may also be that of a measure. */
const UNIT_ID = /^u\d{3,5}$/;
/** `monthly/2026-03/u003+u004` */
const OBLIGATION = /^[^/\s]+\/[^/\s]+\/(u\d{3,5}(?:\+u\d{3,5})*)$/;

/** The unit that an actor stands for, if any. */
export function senderOf(by: unknown): string | undefined {
  return /^unit:(.+)$/.exec(String(by))?.[1];
}

/** Whether a row may be shown. What names neither party nor unit concerns the task as a whole. */
export function isOwn(scope: Scope, { payload }: Spoken): boolean {
  const { units, party, parties = [] } = scope;
  if (units === null) return true;
  const { party: whose } = payload;
  const known = [party, ...parties] as readonly unknown[];
  if (whose !== undefined && !known.includes(whose)) return false;
  return !namesForeign(scope, payload);
}

/** Whether something in it is of another unit, or names what others owe. */
function namesForeign(scope: Scope, value: unknown): boolean {
  if (typeof value === 'string') return foreignKey(scope, value);
  if (typeof value !== 'object' || value === null) return false;
  const { unit, by } = value as Fields;
  const sender = senderOf(by);
  const others = (id: string) => scope.units?.includes(id) === false;
  if (typeof unit === 'string' && UNIT_ID.test(unit) && others(unit)) return true;
  if (sender !== undefined && others(sender)) return true;
  return Object.values(value).some((own) => namesForeign(scope, own));
}

/** Whether a key is that of an obligation of another party. */
export function foreignKey({ units, party, parties = [] }: Scope, key: unknown): boolean {
  const [, whose] = OBLIGATION.exec(String(key)) ?? [];
  if (whose === undefined || whose === party || parties.includes(whose)) return false;
  return !whose.split('+').some((unit) => units?.includes(unit));
}
