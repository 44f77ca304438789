import { canonicalJson } from './canonical.ts';
import type { Context } from './context.ts';
import { readProcess } from './ids.ts';
import type { Instant } from './instant.ts';
import {
  PROOF_FORM,
  type OpenRow,
  type Proof,
  type ProofEntry,
  type ProofExpected,
  type ProofHead,
  type ProofNotice,
  type ProofPaper,
  type ProofRow,
  type ProofTurn,
  type Sha256,
} from './proof.ts';
import { rowDigest } from './proofChain.ts';
import { instantsOf, statesFrom } from './proofInstants.ts';
import { replay, type Replayed } from './proofReplay.ts';
import { isOwn, scopeOf, type Scope } from './proofScope.ts';
import { isVeiled, shownMessage, type Viewer } from './proofShown.ts';
import type { TaskInput } from './taskState.ts';

/** What the register holds of a process: everything that a proof is taken from. */
export interface Recorded {
  readonly process: Proof['process']['id'];
  readonly input: Readonly<Record<string, unknown>>;
  readonly turns: readonly ProofTurn[];
  readonly rows: readonly OpenRow[];
  readonly expected: readonly ProofExpected[];
  /** The earliest head that covers what is proved, if there is one yet. */
  readonly head: ProofHead | null;
}

/** The proof of one notice: what the process took up to its turn, and the chain up to the head that covers it. */
export function proofOf(
  recorded: Recorded,
  notice: ProofNotice,
  madeAt: Instant,
  sha256: Sha256,
): Proof {
  const { process } = recorded;
  const before = recorded.turns.filter(({ seq }) => seq <= notice.seq);
  const scope = scopeOf({ ...recorded, turns: before }, notice);
  const viewer = { process, scope, told: stringsIn(notice.payload), sha256 };
  const facts = recorded.rows.filter(({ kind }) => kind === 'fact');
  const own = new Set(facts.filter((row) => isOwn(scope, row)).map(({ seq }) => seq));
  const turns = before.map((turn) => shownTurn(viewer, turn, !own.has(turn.seq)));
  const wanted = obligationsIn(notice.payload);
  return {
    ...frame(recorded, 'notice', scope, madeAt, sha256),
    turns,
    rows: shownRows(recorded, notice, turns, viewer),
    notices: [notice],
    expected: recorded.expected.filter(({ obligation }) => wanted.has(obligation)),
    instants: instantsIn(recorded, notice),
  };
}

/** The archive 档案 of a task: everything that its process took and decided, with the papers that came in. */
export function archiveOf(
  recorded: Recorded,
  task: Readonly<Record<string, unknown>>,
  notices: readonly ProofNotice[],
  papers: readonly ProofPaper[],
  madeAt: Instant,
  sha256: Sha256,
  entries: readonly ProofEntry[] = [],
): Proof {
  return {
    ...frame(recorded, 'archive', { units: null, party: null }, madeAt, sha256),
    task,
    turns: [...recorded.turns],
    rows: [...recorded.rows],
    notices: [...notices],
    expected: [...recorded.expected],
    instants: null,
    papers: [...papers],
    ...(entries.length === 0 ? {} : { entries: [...entries] }),
  };
}

type Framed = Omit<Proof, 'turns' | 'rows' | 'notices' | 'expected' | 'instants'>;

function frame(
  { process, input, head }: Recorded,
  kind: Proof['kind'],
  scope: Scope,
  madeAt: Instant,
  sha256: Sha256,
): Framed {
  const { regime, calendar } = input['context'] as Context;
  return {
    form: PROOF_FORM,
    kind,
    made: { at: madeAt },
    scope,
    regime: { id: regime.id, version: regime.version, digest: sha256(canonicalJson(regime)) },
    calendar: {
      id: calendar.id,
      version: calendar.version,
      digest: sha256(canonicalJson(calendar)),
    },
    process: {
      id: process,
      kind: readProcess(process)?.kind ?? 'task',
      digest: sha256(canonicalJson(input)),
      input: { ...input },
    },
    task: null,
    papers: [],
    head,
  };
}

function shownTurn(viewer: Viewer, turn: ProofTurn, others: boolean): ProofTurn {
  const taken = turn.taken.map(({ upTo, message }) =>
    message === undefined
      ? { upTo }
      : { upTo, message: shownMessage(viewer, message, others) as typeof message },
  );
  return { ...turn, taken };
}

/** What concerns others, was made from words of theirs, or came after the notice, stands as its digest. */
function shownRows(
  { process, input, rows, head }: Recorded,
  { seq: last }: ProofNotice,
  turns: readonly ProofTurn[],
  { scope, sha256 }: Viewer,
): ProofRow[] {
  const kind = readProcess(process)?.kind ?? 'task';
  const again = scope.units === null ? undefined : replay({ kind, input: { ...input } }, turns);
  const veiled = veiledIn(again && 'turns' in again ? again.turns : []);
  return rows
    .filter((row) => row.seq <= last || isBefore(row, head))
    .map((row): ProofRow => {
      if (row.seq <= last && isOwn(scope, row) && !veiled.has(placeOf(row))) return row;
      const { seq, n, hash } = row;
      return { seq, n, digest: rowDigest({ process, seq, n }, row, sha256), hash };
    });
}

function veiledIn(turns: readonly Replayed[]): ReadonlySet<string> {
  return new Set(
    turns.flatMap(({ seq, decisions }) =>
      decisions.filter(isVeiled).map((decision) => placeOf({ ...decision, seq })),
    ),
  );
}

/** A row is known by its turn, kind and key. */
function placeOf({ seq, kind, key }: Pick<OpenRow, 'seq' | 'key'> & { readonly kind: string }) {
  return `${seq} ${kind} ${key}`;
}

function stringsIn(value: unknown): ReadonlySet<string> {
  if (typeof value === 'string') return new Set([value]);
  if (typeof value !== 'object' || value === null) return new Set();
  return new Set(Object.values(value).flatMap((own) => [...stringsIn(own)]));
}

function isBefore(row: OpenRow, head: ProofHead | null): boolean {
  if (head === null) return false;
  const { seq, n } = head.place;
  return row.seq < seq || (row.seq === seq && row.n <= n);
}

/** The obligations that a notice speaks of: its own, those reported with it, and those that its condition counted. */
export function obligationsIn(payload: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const { obligation, because, with: others } = payload;
  const lists = [because, others].filter((list): list is string[] => Array.isArray(list));
  return new Set([obligation, ...lists.flat()].filter((key) => typeof key === 'string'));
}

function instantsIn(recorded: Recorded, notice: ProofNotice): Proof['instants'] {
  const kind = readProcess(recorded.process)?.kind;
  if (kind !== 'task' || notice.payload['obligation'] === undefined) return null;
  const turns = recorded.turns.filter(({ seq }) => seq <= notice.seq);
  const again = replay({ kind, input: { ...recorded.input } }, turns);
  if (!('turns' in again) || again.turns.length === 0) return null;
  const states = statesFrom(again.turns);
  return instantsOf(recorded.input as unknown as TaskInput, states, notice);
}
