import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../domain/canonical.ts';
import { isOpenRow, type OpenRow, type Proof } from '../../domain/proof.ts';
import { chained, chainedOpenly, headOf, leafOf, rowDigest } from '../../domain/proofChain.ts';
import { proofOf } from '../../domain/proofMake.ts';
import { readProof, writeProof } from '../../domain/proofText.ts';
import { verifyProof, type ProofFailure } from '../../domain/proofVerify.ts';
import { CALENDAR, contextOf, partyOf, taskOf } from '../harness/cast.ts';
import { report, told } from '../harness/messages.ts';
import { headed, keyOf, recorded, sha256, type Register } from '../harness/recorded.ts';

const MADE = '2026-04-01T09:00:00+08:00';
const key = keyOf();

/** A quarter of a task that two bureaus owe apart: u001 reports, once too late; u002 once, with a nil report. */
function quarter(owes = [partyOf('u001'), partyOf('u002')]): Register {
  const input = { context: contextOf({ calendar: CALENDAR }), task: taskOf({ owes }) };
  const nil = { unit: 'u002', by: 'unit:u002', nil: '本月停工，没有新情况' };
  const messages = [
    report('2026-01-20 10:00', '2026-01'),
    report('2026-02-14 10:00', '2026-02', nil),
    report('2026-02-28 09:00', '2026-02'),
  ];
  return recorded('task/c2026-001/t0001', input, messages, '2026-03-31T12:00:00+08:00');
}

function noticeOf(register: Register, end: string) {
  const found = register.notices.find((notice) => notice.key.endsWith(end));
  if (found === undefined) throw new Error(`no notice ${end}`);
  return found;
}

function proofFor(end: string, register = headed(quarter(), key.signer)): Proof {
  return proofOf(register, noticeOf(register, end), MADE, sha256);
}

const LETTER = 'monthly/2026-01/u002:letter:u002/head';

/** What the verifier says of a proof that was written out again: seals and all. */
function failureOf(proof: Proof, signed = false): ProofFailure {
  const result = verifyProof(writeProof(proof, sha256), {
    sha256,
    ...(signed ? { key: key.reader } : {}),
  });
  if (result.holds) throw new Error(`holds: ${result.origin}`);
  return result.failure;
}

/** The rows after `change`, with every hash of the chain made again, and the head over them. */
function rewritten(proof: Proof, change: (row: OpenRow) => OpenRow): Proof {
  const { process, head } = proof;
  let before = '';
  const rows = proof.rows.map((row) => {
    const changed = isOpenRow(row) ? change(row) : row;
    const place = { process: process.id, seq: row.seq, n: row.n };
    const digest = isOpenRow(changed) ? rowDigest(place, changed, sha256) : changed.digest;
    before = chained(before, digest, sha256);
    return { ...changed, hash: before };
  });
  if (head === null) return { ...proof, rows };
  const last = rows.at(-1)?.hash ?? '';
  const own = leafOf({ process: process.id, ...head.place }, last, process.digest, sha256);
  const leaves = [own, sha256('another chain')].sort();
  return {
    ...proof,
    rows,
    head: { ...head, leaves, head: headOf(head.day, head.before, leaves, sha256) },
  };
}

describe('a proof', () => {
  test('of every notice holds, proven with the key and unproven without', () => {
    const register = headed(quarter(), key.signer);
    expect(register.notices.length).toBeGreaterThan(10);
    for (const notice of register.notices) {
      const text = writeProof(proofOf(register, notice, MADE, sha256), sha256);
      expect(verifyProof(text, { sha256, key: key.reader })).toMatchObject({
        holds: true,
        origin: 'proven',
      });
      const without = verifyProof(text, { sha256 });
      expect(without).toMatchObject({ holds: true, origin: 'unproven' });
      if (without.holds) expect(without.message).toContain('来源未经证实');
    }
  });

  test('shows of other units hashes only, and of their reports no word', () => {
    const proof = proofFor('monthly/2026-02/u001:urge:u001/head');
    const text = writeProof(proof, sha256);
    expect(text).not.toContain('停工');
    const open = proof.rows.filter(isOpenRow);
    expect(open.map(({ payload }) => payload['party']).filter((party) => party === 'u002')).toEqual(
      [],
    );
    expect(proof.rows.length).toBeGreaterThan(open.length);
    const nil = proof.turns.flatMap(({ taken }) => taken).find(({ message }) => message?.['nil']);
    expect(nil?.message?.['nil']).toBe(`sha256:${sha256('"本月停工，没有新情况"')}`);
  });

  test('of a joint party shows what this unit did and hides the words of the other', () => {
    const joint = headed(quarter([partyOf('u001', 'u002')]), key.signer);
    for (const notice of joint.notices) {
      const proof = proofOf(joint, notice, MADE, sha256);
      const text = writeProof(proof, sha256);
      expect(verifyProof(text, { sha256, key: key.reader }).holds).toBe(true);
      if (notice.recipient.startsWith('u001/')) expect(text).not.toContain('停工');
    }
  });

  test('computes the instant: period, rule, shift, and the working days one by one', () => {
    const { instants } = proofFor('monthly/2026-02/u001:urge:u001/head');
    expect(instants).toMatchObject({
      period: { key: '2026-02', from: '2026-02-01', to: '2026-03-01' },
      ruled: '2026-02-25',
      dueDay: '2026-02-25',
      due: '2026-02-25T17:00:00+08:00',
      graceEnd: '2026-02-26T17:00:00+08:00',
      step: { id: 'urge', counted: [], at: '2026-02-26T17:00:00+08:00' },
    });
    expect(proofFor('monthly/2026-01/u002:letter:u002/head').instants).toMatchObject({
      ruled: '2026-01-25',
      dueDay: '2026-01-23',
      step: {
        id: 'letter',
        counted: ['2026-01-27', '2026-01-28', '2026-01-29'],
        at: '2026-01-29T17:00:00+08:00',
      },
    });
  });

  test('of a task that was suspended and exempted holds as well', () => {
    const input = { context: contextOf({ calendar: CALENDAR }), task: taskOf() };
    const messages = [
      told('suspend', '2026-01-21 12:00', { reason: '防汛' }),
      told('resume', '2026-01-28 12:00', {}),
      told('exempt', '2026-02-10 12:00', { obligation: 'monthly/2026-02/u001', reason: '春节' }),
    ];
    const until = '2026-05-31T00:00:00+08:00';
    const register = headed(recorded('task/c2026-001/t0001', input, messages, until), key.signer);
    for (const notice of register.notices) {
      const proof = proofOf(register, notice, MADE, sha256);
      expect(verifyProof(writeProof(proof, sha256), { sha256, key: key.reader }).holds).toBe(true);
    }
    const moved = proofOf(
      register,
      noticeOf(register, '2026-01/u001:urge:u001/head'),
      MADE,
      sha256,
    );
    expect(moved.instants?.suspensions).toHaveLength(1);
  });

  test('whose rows were linked as at first holds', () => {
    const register = quarter([partyOf('u001')]);
    let hash = '';
    const rows = register.rows.map((row) => {
      hash = chainedOpenly(hash, { process: register.process, ...row }, row, sha256);
      return { ...row, hash };
    });
    const proof = proofOf(
      { ...register, rows },
      noticeOf(register, '2026-03/u001:urge:u001/head'),
      MADE,
      sha256,
    );
    expect(verifyProof(writeProof(proof, sha256), { sha256 }).holds).toBe(true);
  });
});

describe('a proof that was rewritten, seals and all', () => {
  const good = proofFor(LETTER);
  const judged = (row: OpenRow) => row.type === 'judged';

  test('names the row whose verdict does not follow', () => {
    const rows = good.rows.map((row) =>
      isOpenRow(row) && judged(row)
        ? { ...row, payload: { ...row.payload, verdict: 'late' } }
        : row,
    );
    const failure = failureOf({ ...good, rows });
    expect(failure).toMatchObject({ code: 'replay', field: 'rows' });
    expect(failure.message).toMatch(/第 \d+ 行（台账记录第\d+条）不成立.*late.*missing/s);
  });

  test('fails by the signature where rows and hashes follow from another report', () => {
    const other = quarter();
    const forged = recorded('task/c2026-001/t0001', other.input, [], '2026-03-31T12:00:00+08:00');
    const unsigned = proofOf(
      forged,
      noticeOf(forged, 'monthly/2026-01/u001:letter:u001/head'),
      MADE,
      sha256,
    );
    const stolen = rewritten({ ...unsigned, head: null }, (row) => row);
    expect(verifyProof(writeProof(stolen, sha256), { sha256 })).toMatchObject({
      holds: true,
      origin: 'unproven',
    });
    expect(failureOf(stolen, true).code).toBe('signature');
    // Rows and hashes alone: the head speaks of another chain, whoever looks.
    const { head } = headed(other, key.signer);
    const kept = proofOf({ ...forged, head }, noticeOf(forged, LETTER), MADE, sha256);
    expect(failureOf(kept)).toMatchObject({ code: 'head', field: 'head' });
    const signer = keyOf().signer;
    const mine = headed(forged, { ...signer, id: key.signer.id });
    const fake = proofOf(
      mine,
      noticeOf(mine, 'monthly/2026-01/u001:letter:u001/head'),
      MADE,
      sha256,
    );
    expect(failureOf(fake, true)).toMatchObject({ code: 'signature', field: 'head' });
  });

  test('fails by the replay where rows, hashes and head were made again without a key', () => {
    const forged = rewritten(good, (row) =>
      judged(row) ? { ...row, payload: { ...row.payload, verdict: 'late' } } : row,
    );
    expect(failureOf(forged).code).toBe('replay');
    expect(failureOf(forged, true).code).toBe('replay');
  });

  test('fails where the chain, a head, a digest, a notice, an instant or the expected set is not what follows', () => {
    const hidden = good.rows.findIndex((row) => !isOpenRow(row));
    const cut = good.rows.filter((_, i) => i !== hidden);
    const [notice] = good.notices;
    const [expected] = good.expected;
    if (notice === undefined || expected === undefined || good.instants === null) throw new Error();
    const cases: readonly (readonly [string, Proof])[] = [
      ['chain', { ...good, rows: cut }],
      ['chain', { ...good, rows: [...good.rows].reverse() }],
      ['turn', { ...good, turns: good.turns.filter(({ seq }) => seq !== 2) }],
      ['turn', { ...good, turns: good.turns.map((turn) => ({ ...turn, engine: 999 })) }],
      ['digest', { ...good, regime: { ...good.regime, version: 2 } }],
      ['digest', { ...good, calendar: { ...good.calendar, digest: sha256('') } }],
      ['digest', { ...good, process: { ...good.process, digest: sha256('') } }],
      ['notice', { ...good, notices: [{ ...notice, recipient: 'u001/head' }] }],
      ['notice', { ...good, notices: [{ ...notice, at: '2026-01-28T17:00:00+08:00' }] }],
      ['notice', { ...good, notices: [{ ...notice, id: 'n000000000000' }] }],
      ['expected', { ...good, expected: [] }],
      ['expected', { ...good, expected: [{ ...expected, members: ['u001'] }] }],
      ['expected', { ...good, expected: [{ ...expected, due: MADE }] }],
      ['instants', { ...good, instants: { ...good.instants, due: MADE } }],
      ['instants', { ...good, instants: null }],
      ['head', { ...good, head: good.head && { ...good.head, day: '2026-04-01' } }],
      ['head', { ...good, head: good.head && { ...good.head, leaves: [sha256('x')] } }],
    ];
    for (const [code, proof] of cases) expect(failureOf(proof).code).toBe(code);
  });

  test('a hidden row of one’s own is missed', () => {
    const rows = good.rows.map((row) => {
      if (!isOpenRow(row) || !judged(row)) return row;
      const { seq, n, hash } = row;
      return { seq, n, digest: rowDigest({ process: good.process.id, seq, n }, row, sha256), hash };
    });
    expect(failureOf({ ...good, rows })).toMatchObject({ code: 'replay', field: 'rows' });
  });

  test('another regime, with everything computed again, is another input under the same head', () => {
    const register = headed(quarter(), key.signer);
    const context = contextOf({ calendar: CALENDAR });
    const ladder = context.regime.ladder.map((step) =>
      step.id === 'letter' ? { ...step, to: [...step.to, 'office' as const] } : step,
    );
    const input = {
      ...register.input,
      context: { ...context, regime: { ...context.regime, ladder } },
    };
    const forged = recorded('task/c2026-001/t0001', input, [], '2026-01-30T00:00:00+08:00');
    const notice = noticeOf(forged, 'monthly/2026-01/u002:letter:office');
    const proof = proofOf({ ...register, input, turns: register.turns }, notice, MADE, sha256);
    expect(['head', 'notice']).toContain(failureOf(proof).code);
  });
});

describe('the sample proof', () => {
  let text = '';
  beforeAll(() => {
    text = readFileSync(new URL('../fixtures/proof.json', import.meta.url), 'utf8');
  });

  test('holds under the engine that it was recorded with', () => {
    expect(verifyProof(text, { sha256 })).toMatchObject({ holds: true, origin: 'unproven' });
    const read = readProof(text);
    if (!('proof' in read)) throw new Error(read.detail);
    expect(new Set(read.proof.turns.map(({ engine }) => engine))).toEqual(new Set([1]));
    expect(canonicalJson(read.proof).length).toBeGreaterThan(1000);
  });

  test('any change of one character is found in its line', () => {
    const characters = fc.constantFrom(...'0129azu"{}[],: \n万未', '\\', '\u0000');
    const places = fc.integer({ min: 0, max: text.length - 1 });
    fc.assert(
      fc.property(places, characters, fc.constantFrom(0, 1), (at, character, kept) => {
        const changed = text.slice(0, at) + character + text.slice(at + 1 - kept);
        if (changed === text) return;
        const result = verifyProof(changed, { sha256 });
        expect(result.holds).toBe(false);
        if (result.holds) return;
        const line = text.slice(0, at).split('\n').length;
        expect([line, line + 1]).toContain(result.failure.line);
        expect(result.failure.message).toContain('不成立');
      }),
      { numRuns: 300 },
    );
  });

  test('a line that is gone, or twice there, is found', () => {
    const lines = text.split('\n');
    for (const [i] of lines.entries()) {
      const gone = verifyProof([...lines.slice(0, i), ...lines.slice(i + 1)].join('\n'), {
        sha256,
      });
      const twice = verifyProof([...lines.slice(0, i + 1), ...lines.slice(i)].join('\n'), {
        sha256,
      });
      expect([gone.holds, twice.holds]).toEqual([false, false]);
    }
  });

  test('what is no proof at all is said to be none', () => {
    for (const other of ['', '{}', '[]', 'null', '方案', '{"form":"duban-proof/9"}']) {
      expect(verifyProof(other, { sha256 }).holds).toBe(false);
    }
  });
});

test('what is measured in a unit is one’s own, and another party’s number is not shown', () => {
  const targets = { monthly: { value: 10, unit: '公里' } };
  const owes = [partyOf('u001'), partyOf('u002')];
  const input = {
    context: contextOf({ calendar: CALENDAR }),
    task: taskOf({ owes, targets }),
  };
  const messages = [
    report('2026-01-20 10:00', '2026-01', { value: 7 }),
    report('2026-01-21 10:00', '2026-01', { value: 123_457, unit: 'u002', by: 'unit:u002' }),
  ];
  const until = '2026-02-26T00:00:00+08:00';
  const register = headed(recorded('task/c2026-001/t0001', input, messages, until), key.signer);
  expect(register.rows.some(({ type }) => type === 'attained')).toBe(true);
  const proof = proofOf(
    register,
    noticeOf(register, '2026-02/u001:remind:u001/reporter'),
    MADE,
    sha256,
  );
  const shown = proof.rows.filter(isOpenRow).filter(({ type }) => type === 'attained');
  expect(shown.map(({ payload }) => [payload['party'], payload['value']])).toEqual([['u001', 7]]);
  expect(verifyProof(writeProof(proof, sha256), { sha256, key: key.reader }).holds).toBe(true);
  expect(writeProof(proof, sha256)).not.toContain('123457');
});
