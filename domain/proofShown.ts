import { canonicalJson } from './canonical.ts';
import { readProcess } from './ids.ts';
import type { MessageBase } from './machine.ts';
import type { Sha256 } from './proof.ts';
import { foreignKey, senderOf, type Scope } from './proofScope.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What stands for words that are not shown. What a decision took over from them carries it on. */
const DIGEST = /sha256:[0-9a-f]{64}/;

/** Whether something was made from words that are not shown: nobody can say what it is without them. */
export function isVeiled(value: unknown): boolean {
  return DIGEST.test(JSON.stringify(value));
}

/** What the machine goes by: ids, instants, days and keys. Everything else that a message says is words. */
const MARK = /^[\w.:/+~#-]*$/;
const WORDS = new Set([
  'reason',
  'text',
  'note',
  'progress',
  'opinion',
  'nil',
  'evidence',
  'title',
]);
/** Who did it or took part, 文号, and units and posts as they are written in the task: the machine needs them. */
const KEPT = new Set([
  ...['id', 'kind', 'by', 'took', 'to', 'number'],
  ...['units', 'leaders', 'leader', 'calendar', 'regime'],
]);

/** Who must see what of the messages of a process. `told`: the strings of the notice, which its recipient has read. */
export interface Viewer {
  readonly process: string;
  readonly scope: Scope;
  readonly told: ReadonlySet<string>;
  readonly sha256: Sha256;
}

/**
 * A message as a proof shows it. Of what another unit sends, and of what is decided about another, stays what the machine
 * needs: ids, instants, units, obligations and digests. Words become digests; a number stays only inside the same joint
 * party, whose verdict needs it. `others`: nothing that came of it is one's own.
 */
export function shownMessage(viewer: Viewer, message: MessageBase, others: boolean): MessageBase {
  const { scope, process } = viewer;
  if (scope.units === null) return message;
  if (readProcess(process)?.kind === 'campaign') return toAll(viewer, message);
  const own = message as MessageBase & Fields;
  if (!isForeign(scope, own) && (!others || isSender(scope, own))) return message;
  const shown = veiled(viewer, own) as MessageBase & Fields;
  if (own['kind'] !== 'report') return shown;
  const { unit, value, measures, ...rest } = shown;
  const same = scope.party?.split('+').includes(String(unit)) === true;
  return {
    ...rest,
    ...(unit === undefined ? {} : { unit }),
    ...(same && value !== undefined ? { value } : {}),
    ...(measures === undefined ? {} : { measures: same ? measures : unnumbered(measures) }),
  };
}

/** Sent by another unit, or about one. What names none is about the task. */
function isForeign(scope: Scope, message: Fields): boolean {
  const { units } = scope;
  const { unit, by, obligation } = message;
  const others = (id: unknown) => typeof id === 'string' && !(units ?? []).includes(id);
  if (typeof unit === 'string' && others(unit)) return true;
  const sender = senderOf(by);
  if (sender !== undefined && others(sender)) return true;
  return foreignKey(scope, obligation);
}

function isSender({ units }: Scope, { by }: Fields): boolean {
  const sender = senderOf(by);
  return sender !== undefined && (units ?? []).includes(sender);
}

/** A measure of another party counts for none of one's own: nothing is shown of how much. */
function unnumbered(measures: unknown): unknown {
  return JSON.parse(
    JSON.stringify(measures, (_, value: unknown) => (typeof value === 'number' ? 0 : value)),
  );
}

function veiled(viewer: Viewer, value: unknown, field = ''): unknown {
  if (typeof value === 'string') {
    const isMark = MARK.test(value) && !WORDS.has(field);
    return value === '' || isMark || viewer.told.has(value) ? value : digested(viewer, value);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => veiled(viewer, element, field));
  return Object.fromEntries(
    Object.entries(value).map(([name, own]) => [
      name,
      KEPT.has(name) ? own : veiled(viewer, own, name),
    ]),
  );
}

function digested({ sha256 }: Viewer, value: unknown): string {
  return `sha256:${sha256(canonicalJson(value))}`;
}

/** What a campaign is told concerns many units: lists by task stand as digests, counts by unit as the viewer's own. */
function toAll(viewer: Viewer, message: MessageBase): MessageBase {
  const own = veiled(viewer, message) as MessageBase & Fields;
  const lists = ['items', 'changed'].flatMap((field) => {
    const list = own[field];
    if (typeof list !== 'object' || list === null || Array.isArray(list)) return [];
    const each = Object.entries(list).map(([task, value]) => [task, digested(viewer, value)]);
    return [[field, Object.fromEntries(each)] as const];
  });
  const { touched } = own;
  const mine = (touched === undefined ? [] : Object.entries(touched as Fields)).filter(([unit]) =>
    viewer.scope.units?.includes(unit),
  );
  return {
    ...own,
    ...Object.fromEntries(lists),
    ...(touched === undefined ? {} : { touched: Object.fromEntries(mine) }),
  };
}
