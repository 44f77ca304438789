import { canonicalJson } from './canonical.ts';
import type { Context } from './context.ts';
import { readProcess } from './ids.ts';
import { itemNumber } from './item.ts';
import type { Decision, Notice } from './machine.ts';
import { isOpenRow, type OpenRow, type Proof, type ProofRow } from './proof.ts';
import { chained, chainedOpenly, headOf, leafOf, noticeId, rowDigest } from './proofChain.ts';
import { expectedFlaws, instantFlaws } from './proofExpected.ts';
import { isUnreadable, replay, type Replayed } from './proofReplay.ts';
import { isOwn, scopeOf } from './proofScope.ts';
import { isVeiled } from './proofShown.ts';
import type { Flaw, Means } from './proofFlaw.ts';
import type { TaskInput } from './taskState.ts';

/** Everything about a proof that does not hold; of the chain and of the turns only the first. */
export function checkProof(proof: Proof, means: Means): readonly Flaw[] {
  const again = orderFlaws(proof);
  const made = again.length > 0 ? undefined : replay(proof.process, proof.turns);
  const replayed = made && 'turns' in made ? made.turns : [];
  const stuck: readonly Flaw[] =
    made && 'turn' in made
      ? [
          {
            code: 'turn',
            field: 'turns',
            element: made.turn,
            what: `无法重新推进（${made.detail}）`,
          },
        ]
      : [];
  const settled = again.length + stuck.length === 0;
  return [
    ...digestFlaws(proof, means),
    ...again,
    ...stuck,
    ...(settled ? scopeFlaws(proof, replayed) : []),
    ...(settled ? decisionFlaws(proof, replayed) : []),
    ...chainFlaws(proof, means),
    ...(settled ? noticeFlaws(proof, replayed, means) : []),
    ...expectedFlaws(proof, replayed),
    ...(settled ? instantFlaws(proof, replayed) : []),
    ...paperFlaws(proof, means),
    ...entryFlaws(proof),
    ...headFlaws(proof, means),
  ];
}

function digestFlaws({ process, regime, calendar }: Proof, { sha256 }: Means): readonly Flaw[] {
  const context = process.input['context'] as Context | undefined;
  const kind = readProcess(process.id)?.kind;
  const named = ([field, given, value]: readonly [
    'regime' | 'calendar',
    Proof['regime'],
    unknown,
  ]) => {
    const own = value as { id: string; version: number } | undefined;
    const wanted = { id: own?.id, version: own?.version, digest: sha256(canonicalJson(value)) };
    return differs(given, wanted, { code: 'digest', field, what: '与流程所用的不是同一份' });
  };
  return [
    ...named(['regime', regime, context?.regime]),
    ...named(['calendar', calendar, context?.calendar]),
    ...differs(process.digest, sha256(canonicalJson(process.input)), {
      code: 'digest',
      field: 'process',
      what: '流程输入与其散列不符',
    }),
    ...differs(process.kind, kind, {
      code: 'digest',
      field: 'process',
      what: '流程种类与编号不符',
    }),
  ];
}

/** A proof may show everything, but not less than the recipient may see. */
function scopeFlaws(proof: Proof, replayed: readonly Replayed[]): readonly Flaw[] {
  const { kind, scope, process, turns, notices } = proof;
  if (scope.units === null) return [];
  const at = { code: 'scope', field: 'scope' } as const;
  if (kind === 'archive') return [{ ...at, what: '档案应当全部公开' }];
  const notice = replayed
    .flatMap(({ decisions }) => decisions)
    .find((own): own is Notice => own.kind === 'notice' && own.key === notices[0]?.key);
  if (notice === undefined) return [];
  const wanted = scopeOf({ process: process.id, input: process.input, turns }, notice);
  return differs(scope, wanted, { ...at, what: '公开范围与收件人不符' });
}

/** The turns are numbered from 0 without a gap; a gap would hide what was taken. */
function orderFlaws({ turns }: Proof): readonly Flaw[] {
  const at = turns.findIndex(({ seq }, i) => seq !== i);
  if (at < 0) return [];
  const place = { code: 'turn', field: 'turns', element: at } as const;
  return [{ ...place, what: '推进不连续', found: `第${turns[at]?.seq}次`, wanted: `第${at}次` }];
}

/** Every decision that may be shown must stand in the ledger as it is taken again, and nothing else may. */
function decisionFlaws({ rows, scope }: Proof, replayed: readonly Replayed[]): readonly Flaw[] {
  const last = replayed.at(-1)?.seq ?? -1;
  for (const { seq, decisions } of replayed) {
    const found = rows
      .map((row, element) => ({ row, element }))
      .filter(
        (one): one is { row: OpenRow; element: number } =>
          one.row.seq === seq && isOpenRow(one.row),
      )
      .filter(({ row }) => !isUnreadable(row));
    const shown = new Set(found.map(({ row }) => `${row.kind} ${row.key}`));
    // More may be shown than must be: what is shown has to follow all the same.
    const wanted = decisions
      .filter(({ kind }) => kind !== 'notice')
      .filter(
        (own) => shown.has(`${own.kind} ${own.key}`) || (isOwn(scope, own) && !isVeiled(own)),
      );
    for (let i = 0; i < Math.max(wanted.length, found.length); i++) {
      const flaw = compared(wanted[i], found[i], rows, seq);
      if (flaw) return [flaw];
    }
  }
  const after = rows.findIndex((row) => row.seq > last && isOpenRow(row));
  if (after < 0) return [];
  return [{ code: 'replay', field: 'rows', element: after, what: '没有得出这一条的推进记录' }];
}

function compared(
  decision: Decision | undefined,
  found: { readonly row: OpenRow; readonly element: number } | undefined,
  rows: readonly ProofRow[],
  seq: number,
): Flaw | undefined {
  const wanted = decision && canonicalJson(contentOf(decision));
  const given = found && canonicalJson(contentOf(found.row));
  if (wanted === given) return undefined;
  const first = rows.findIndex((row) => row.seq >= seq);
  const element = found?.element ?? (first < 0 ? Math.max(0, rows.length - 1) : first);
  const what =
    found === undefined
      ? '重新推进得出的一条在台账中没有（或被遮去）'
      : '与按制度重新推进得出的不同';
  const [short, should] = apart(given ?? '没有这一条', wanted ?? '没有这一条');
  return { code: 'replay', field: 'rows', element, what, found: short, wanted: should };
}

function contentOf({ kind, type, key, at, payload }: Decision | OpenRow): unknown {
  return { kind, type, key, at, payload };
}

const AROUND = 24;

/** Two texts by where they begin to differ. */
function apart(a: string, b: string): readonly [string, string] {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  const from = Math.max(0, i - AROUND);
  return [a.slice(from, i + AROUND * 2), b.slice(from, i + AROUND * 2)];
}

function chainFlaws({ rows, process }: Proof, { sha256 }: Means): readonly Flaw[] {
  let before = '';
  let last = [-1, -1] as readonly [number, number];
  for (const [element, row] of rows.entries()) {
    const place = { process: process.id, seq: row.seq, n: row.n };
    const at = { code: 'chain', field: 'rows', element } as const;
    if (row.seq < last[0] || (row.seq === last[0] && row.n <= last[1])) {
      return [{ ...at, what: '次序不对' }];
    }
    const digest = isOpenRow(row) ? rowDigest(place, row, sha256) : row.digest;
    const wanted = chained(before, digest, sha256);
    const first = isOpenRow(row) ? chainedOpenly(before, place, row, sha256) : wanted;
    if (row.hash !== wanted && row.hash !== first) {
      return [{ ...at, what: '内容与散列链不符', found: row.hash, wanted }];
    }
    before = row.hash;
    last = [row.seq, row.n];
  }
  return [];
}

function noticeFlaws(
  proof: Proof,
  replayed: readonly Replayed[],
  { sha256 }: Means,
): readonly Flaw[] {
  const flaws = proof.notices.flatMap((notice, element): readonly Flaw[] => {
    const { id, seq, ...given } = notice;
    const at = { code: 'notice', field: 'notices', element } as const;
    const decided = replayed.find((turn) => turn.seq === seq)?.decisions ?? [];
    const [wanted] = decided
      .filter((own) => own.kind === 'notice')
      .filter((own) => own.key === notice.key);
    if (wanted === undefined) return [{ ...at, what: '重新推进没有得出这条通知' }];
    const { key, type, recipient, at: sentAt, payload } = wanted;
    const content = { key, type, recipient, at: sentAt, payload };
    const [found, should] = apart(canonicalJson(given), canonicalJson(content));
    return [
      ...(found === should
        ? []
        : [{ ...at, what: '与按制度重新推进得出的通知不同', found, wanted: should }]),
      ...differs(id, noticeId(notice.key, sha256), { ...at, what: '通知编号不符' }),
    ];
  });
  if (proof.kind === 'notice' && proof.notices.length !== 1) {
    return [{ code: 'notice', field: 'notices', what: '应当恰有一条通知' }];
  }
  return flaws;
}

/** What came in under a digest is the paper that the process took: a report by its digest, all else by its words. */
function paperFlaws({ papers, turns, process }: Proof, { sha256 }: Means): readonly Flaw[] {
  const taken = new Map(
    turns.flatMap((turn) =>
      turn.taken.flatMap(({ message }) => (message ? [[message.id, message] as const] : [])),
    ),
  );
  return papers.flatMap(({ request, digest, content }, element) => {
    const at = { code: 'paper', field: 'papers', element } as const;
    const message = taken.get(request);
    const given = { process: process.id, ...content };
    const other = { ...at, what: '不是流程收到的那一份材料' };
    const { actor, ...words } = content;
    const { id = '', receivedAt = '', by, ...said } = message ?? {};
    const sent = { id, receivedAt, by: actor, ...words };
    return [
      ...differs(digest, sha256(canonicalJson(given)), { ...at, what: '材料内容与散列不符' }),
      ...(message === undefined
        ? []
        : message.kind === 'report'
          ? differs(digest, message['digest'], other)
          : differs(sent, { id, receivedAt, by, ...said }, other)),
    ];
  });
}

/** History that was entered afterwards stands beside the expected set, never in it; an item is the one of this task. */
function entryFlaws({ entries = [], expected, process }: Proof): readonly Flaw[] {
  const known = new Set(expected.map(({ obligation }) => obligation));
  const { task } = process.input as unknown as TaskInput;
  return entries.flatMap(({ register, content }, element): readonly Flaw[] => {
    const at = { code: 'paper', field: 'entries', element } as const;
    if (register === 'backfill') {
      const isExpected = known.has(String(content['obligation']));
      return isExpected ? [{ ...at, what: '补录的一期已在应报清单中' }] : [];
    }
    const given = content['number'] as { prefix: string; year: number; n: number } | null;
    const number = given ? itemNumber(given.prefix, given.year, given.n) : null;
    const wanted = [task.key, task.item?.number ?? null];
    return differs([content['task'], number], wanted, { ...at, what: '不是这项任务的立项登记' });
  });
}

function headFlaws(proof: Proof, { sha256, key }: Means): readonly Flaw[] {
  const { head, rows, process } = proof;
  const at = { field: 'head' } as const;
  if (head === null) {
    if (key === undefined) return [];
    return [
      {
        code: 'signature',
        ...at,
        what: '没有日签，无法用公钥证实来源',
        found: '无',
        wanted: '日签',
      },
    ];
  }
  const { day, before, place, leaves } = head;
  const row = rows.find(({ seq, n }) => seq === place.seq && n === place.n);
  const leaf = row && leafOf({ process: process.id, ...place }, row.hash, process.digest, sha256);
  const sealed: readonly Flaw[] = [
    ...(leaf !== undefined && leaves.includes(leaf)
      ? []
      : [{ code: 'head', ...at, what: '日签中没有这条散列链' } as const]),
    ...(proof.notices.some(({ seq }) => seq > place.seq)
      ? [{ code: 'head', ...at, what: '日签早于这条通知' } as const]
      : []),
    ...differs(head.head, headOf(day, before, leaves, sha256), {
      code: 'head',
      ...at,
      what: '日签与各链散列不符',
    }),
  ];
  if (key === undefined || sealed.length > 0) return sealed;
  if (head.key !== key.id) {
    const what = '日签不是用这把密钥签的';
    return [{ code: 'signature', ...at, what, found: head.key, wanted: key.id }];
  }
  if (key.signed(head.head, head.signature)) return [];
  return [{ code: 'signature', ...at, what: '签名无效，日签被改写或伪造' }];
}

/** A flaw where two values are not the same in canonical form. */
export function differs(
  found: unknown,
  wanted: unknown,
  flaw: Omit<Flaw, 'found' | 'wanted'>,
): readonly Flaw[] {
  const [a, b] = [canonicalJson(found), canonicalJson(wanted)];
  return a === b ? [] : [{ ...flaw, found: a, wanted: b }];
}
