import { canonicalJson } from './canonical.ts';
import type { Context } from './context.ts';
import { readProcess } from './ids.ts';
import type { Instant } from './instant.ts';
import {
  PROOF_FORM,
  type OpenRow,
  type Proof,
  type ProofExpected,
  type ProofHead,
  type ProofNotice,
  type ProofPaper,
  type ProofRow,
  type ProofTurn,
  type Sha256,
} from './proof.ts';
import { rowDigest } from './proofChain.ts';
import { instantsOf } from './proofInstants.ts';
import { replay } from './proofReplay.ts';
import { isOwn, scopeOf, shownMessage, type Scope } from './proofScope.ts';
import type { TaskInput, TaskState } from './taskState.ts';

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
  const scope = scopeOf(recorded.process, notice);
  const turns = recorded.turns.filter(({ seq }) => seq <= notice.seq);
  const wanted = obligationsIn(notice.payload);
  return {
    ...frame(recorded, 'notice', scope, madeAt, sha256),
    turns: turns.map((turn) => shownTurn(scope, turn, sha256)),
    rows: recorded.rows
      .filter((row) => row.seq <= notice.seq || isBefore(row, recorded.head))
      .map((row) => shownRow(recorded.process, scope, row, notice.seq, sha256)),
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

function shownTurn(scope: Scope, turn: ProofTurn, sha256: Sha256): ProofTurn {
  const taken = turn.taken.map(({ upTo, message }) =>
    message === undefined
      ? { upTo }
      : { upTo, message: shownMessage(scope, message, sha256) as typeof message },
  );
  return { ...turn, taken };
}

/** What concerns others, or came after the notice, stands as its digest. */
function shownRow(
  process: string,
  scope: Scope,
  row: OpenRow,
  last: number,
  sha256: Sha256,
): ProofRow {
  if (row.seq <= last && isOwn(scope, row)) return row;
  const { seq, n, hash } = row;
  return { seq, n, digest: rowDigest({ process, seq, n }, row, sha256), hash };
}

function isBefore(row: OpenRow, head: ProofHead | null): boolean {
  if (head === null) return false;
  const { seq, n } = head.place;
  return row.seq < seq || (row.seq === seq && row.n <= n);
}

/** The obligations that a notice speaks of: its own, those reported with it, and those that its condition counted. */
export function obligationsIn(payload: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const { obligation, because, with: others } = payload;
  return new Set([obligation, because, others].flat().filter((key) => typeof key === 'string'));
}

function instantsIn(recorded: Recorded, notice: ProofNotice): Proof['instants'] {
  const kind = readProcess(recorded.process)?.kind;
  if (kind !== 'task' || notice.payload['obligation'] === undefined) return null;
  const turns = recorded.turns.filter(({ seq }) => seq <= notice.seq);
  const again = replay({ kind, input: { ...recorded.input } }, turns);
  const last = 'turns' in again ? again.turns.at(-1) : undefined;
  if (last === undefined) return null;
  const states = [last.after, last.before] as readonly TaskState[];
  return instantsOf(recorded.input as unknown as TaskInput, states, notice);
}
