import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../domain/canonical.ts';
import type { Party } from '../../domain/context.ts';
import { isOpenRow, type Proof, type ProofNotice } from '../../domain/proof.ts';
import { archiveOf, proofOf } from '../../domain/proofMake.ts';
import { readProof, writeProof } from '../../domain/proofText.ts';
import { verifyProof } from '../../domain/proofVerify.ts';
import { explainWords } from '../../domain/proofWords.ts';
import { namesOf } from '../../domain/words.ts';
import { UNITS } from '../harness/cast.ts';
import { PROVEN_LIFE } from '../harness/provenLife.ts';
import { registersOf } from '../harness/livedProofs.ts';
import { sha256, type Register } from '../harness/recorded.ts';
import { SCENARIOS } from '../scenarios/all.ts';
import type { Scenario } from '../scenarios/scenario.ts';

const MADE = '2027-01-01T09:00:00+08:00';

/** The notices of kinds not met yet: of each type, kind of recipient, and of what is done once more. */
function ofNewKind({ process, notices }: Register, met: Set<string>): readonly ProofNotice[] {
  return notices.filter(({ type, recipient, key, payload }) => {
    const to = recipient.replace(/^u\d+/, 'unit').split('/')[0];
    const held = payload['planned'] ?? payload['approvedBy'];
    const own = [process.split('/')[0], type, to, /~\d/.test(key), held !== undefined];
    const kind = [...own, payload['under'] !== undefined].join(' ');
    if (met.has(kind)) return false;
    met.add(kind);
    return true;
  });
}

function sentencesOf(register: Register, proof: Proof, { tasks, later = [] }: Scenario) {
  const context = register.input['context'] as Scenario['context'];
  const words = { no: '3', title: '整治道路', content: '整治道路' };
  const plans = [...tasks, ...later].map(({ key }) => ({ key, ...words }));
  const names = namesOf({ ...context, year: 2026 }, plans, UNITS);
  const [notice] = proof.notices;
  if (notice === undefined) throw new Error('no notice');
  const { process } = register;
  const rows = proof.rows.filter(isOpenRow);
  return explainWords({ process, notice, instants: proof.instants, rows }, names);
}

/** A scenario in which 丙镇 owes the same as whoever owes anything, and does nothing. */
function besides(scenario: Scenario): Scenario {
  const third: Party = { id: 'u003', members: ['u003'] };
  const more = (task: Scenario['tasks'][number]) => ({
    ...task,
    parties: Object.fromEntries(
      Object.entries(task.parties).map(([duty, parties]) => [
        duty,
        parties.some(({ members }) => members.includes('u003')) ? parties : [...parties, third],
      ]),
    ),
  });
  const { tasks, later = [] } = scenario;
  return { ...scenario, tasks: tasks.map(more), later: later.map(more) };
}

const WORDS = ['reason', 'progress', 'text', 'note', 'opinion', 'nil'];

/** What units other than one have written. */
function wordsOfOthers({ turns }: Register, unit: string): readonly string[] {
  const messages = turns.flatMap(({ taken }) => taken.flatMap(({ message }) => message ?? []));
  const others = ({ by }: { readonly by: string }) =>
    by.startsWith('unit:') && by !== `unit:${unit}`;
  const sent = (own: boolean) =>
    messages
      .filter((message) => others(message) !== own)
      .flatMap((message) => WORDS.flatMap((field) => message[field] ?? []))
      .filter((word): word is string => typeof word === 'string' && word !== '');
  const mine = new Set(sent(true));
  return sent(false).filter((word) => !mine.has(word));
}

describe.each(Object.entries(SCENARIOS))('%s', (_, scenarios) => {
  test('every kind of notice is proved, and explained in five sentences', () => {
    const met = new Set<string>();
    for (const scenario of scenarios) {
      for (const register of registersOf(scenario)) {
        for (const notice of ofNewKind(register, met)) {
          const proof = proofOf(register, notice, MADE, sha256);
          const result = verifyProof(writeProof(proof, sha256), { sha256 });
          const message = result.holds ? 'holds' : result.failure.message;
          expect([scenario.title, notice.key, message]).toEqual([
            ...[scenario.title, notice.key, 'holds'],
          ]);
          const sentences = sentencesOf(register, proof, scenario);
          expect(sentences).toHaveLength(5);
          expect(sentences.join('').match(/。/gu)).toHaveLength(5);
          expect(sentences.join('')).not.toMatch(/undefined|NaN|\[object/);
        }
      }
    }
  });

  test('the archive of every task holds', () => {
    for (const scenario of scenarios) {
      for (const register of registersOf(scenario)) {
        if (!register.process.startsWith('task/')) continue;
        const archive = archiveOf(register, { key: 't' }, register.notices, [], MADE, sha256);
        const result = verifyProof(writeProof(archive, sha256), { sha256 });
        expect(result.holds ? 'holds' : result.failure.message).toBe('holds');
      }
    }
  });

  test('a unit is shown neither rows nor words of another, and its proof holds', () => {
    const met = new Set<string>();
    for (const scenario of scenarios) {
      for (const register of registersOf(besides(scenario))) {
        if (register.process.startsWith('interview/')) continue;
        const foreign = wordsOfOthers(register, 'u003');
        const notices = register.notices.filter(({ recipient }) => recipient.startsWith('u003/'));
        for (const notice of ofNewKind({ ...register, notices }, met)) {
          const proof = proofOf(register, notice, MADE, sha256);
          const result = verifyProof(writeProof(proof, sha256), { sha256 });
          expect([notice.key, result.holds || result.failure.message]).toEqual([notice.key, true]);
          const { units = [], party = null, parties = [] } = proof.scope;
          const shown = JSON.stringify([proof.turns, proof.rows]);
          const told = JSON.stringify(notice.payload);
          const leaked = foreign.filter((word) => shown.includes(word) && !told.includes(word));
          if (units?.length === 1) expect([notice.key, leaked]).toEqual([notice.key, []]);
          const keys = proof.rows
            .filter(isOpenRow)
            .flatMap(
              (row) => JSON.stringify(row.payload).match(/"[a-z]+\/[^/"]+\/u[\d+u]+"/g) ?? [],
            )
            .map((key) => key.slice(1, -1).split('/')[2] ?? '')
            .filter((whose) => !whose.includes('u003'))
            .filter((whose) => whose !== party && !parties.includes(whose));
          expect([notice.key, keys]).toEqual([notice.key, []]);
        }
      }
    }
  });
});

test('the notices of the whole life are among the scenarios', () => {
  const types = new Set<string>();
  for (const scenario of Object.values(SCENARIOS).flat()) {
    for (const { notices } of registersOf(scenario))
      for (const { type } of notices) types.add(type);
  }
  expect([...types]).toEqual(
    expect.arrayContaining([
      ...['sign-task', 'unsigned', 'decide-return', 'transfer-in', 'transfer-out', 'check-asked'],
      ...['check-overdue', 'resubmit-reminder', 'resubmit-urge', 'resubmit-letter'],
      ...['arrival-claimed', 'obstacle', 'obstacle-overdue', 'extension-approved'],
      ...['extension-refused', 'decide-step', 'step-sent-back', 'decide-closure', 'closed'],
      ...['look-back-due', 'reopened', 'listed', 'delisted', 'objection-decided', 'correction'],
      ...['approve-item', 'item-assigned', 'item-answered', 'bulk', 'regime-amended'],
      ...['plan-published', 'reorganised', 'task-terminated', 'rectify-moved'],
    ]),
  );
});

describe('a life with an extension, a transfer and a gate', () => {
  let text = '';
  let proof: Proof;
  beforeAll(() => {
    text = readFileSync(new URL('../fixtures/proof-life.json', import.meta.url), 'utf8');
    const read = readProof(text);
    if (!('proof' in read)) throw new Error(read.detail);
    ({ proof } = read);
  });

  test('is kept as a sample that holds, with the moved day and the step that was held', () => {
    expect(verifyProof(text, { sha256 })).toMatchObject({ holds: true, origin: 'unproven' });
    expect(proof.scope).toEqual({ units: ['u002', 'u001'], party: 'u001' });
    expect(proof.instants).toMatchObject({
      ruled: '2026-03-25',
      dueDay: '2026-04-15',
      moved: [{ at: '2026-03-24T10:00:00+08:00', day: '2026-04-15' }],
      step: { id: 'letter', at: '2026-04-21T17:00:00+08:00' },
    });
    expect(proof.notices[0]?.at).toBe('2026-04-22T11:00:00+08:00');
    expect(text).not.toMatch(/理由不足|无进展|"party":"u003"/);
  });

  test('says who moved the day, who approved, and when it would have left', () => {
    const [register] = registersOf(PROVEN_LIFE).filter(({ process }) => process.startsWith('task'));
    if (register === undefined) throw new Error('no task');
    const [owed, , rule, whom] = sentencesOf(register, proof, PROVEN_LIFE);
    expect(owed).toContain('甲局（已移交乙局）就第3项 整治道路');
    expect(owed).toContain('原为3月25日，3月24日（周二）10:00 经分管领导决定改到4月15日');
    expect(rule).toContain('由此算得 4月21日（周二）17:00');
    expect(rule).toContain(
      '这一步须经批准，4月21日（周二）17:00 提请，分管领导于 4月22日（周三）11:00 批准',
    );
    expect(whom).toContain('乙局 主要负责人');
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
      }),
      { numRuns: 200 },
    );
  });

  test('fails where less is shown than the recipient may see, or the day was not moved', () => {
    const code = (changed: Proof) => {
      const result = verifyProof(writeProof(changed, sha256), { sha256 });
      return result.holds ? 'holds' : result.failure.code;
    };
    const { instants } = proof;
    if (instants === null) throw new Error('no instants');
    expect(code({ ...proof, scope: { units: ['u002'], party: 'u001' } })).toBe('scope');
    expect(code({ ...proof, scope: { units: [], party: null } })).toBe('scope');
    expect(code({ ...proof, instants: { ...instants, moved: [] } })).toBe('instants');
    expect(code({ ...proof, instants: { ...instants, dueDay: '2026-03-25' } })).toBe('instants');
  });
});

describe('the archive of a task', () => {
  const [register] = registersOf(PROVEN_LIFE).filter(({ process }) => process.startsWith('task'));
  if (register === undefined) throw new Error('no task');
  const { process } = register;
  const [asked] = register.turns
    .flatMap(({ taken }) => taken.flatMap(({ message }) => message ?? []))
    .filter(({ kind, by }) => kind === 'extend' && by === 'unit:u001');
  if (asked === undefined) throw new Error('nothing was asked');
  const { id, receivedAt, by, ...words } = asked;
  const content = { actor: by, ...words };
  const paper = {
    ...{ request: id, receivedAt, content },
    digest: sha256(canonicalJson({ process, ...content })),
  };
  const history = { obligation: 'monthly/2025-12/u001', result: 'late', source: '旧台账' };
  const made = (
    papers: Parameters<typeof archiveOf>[3],
    entries: Parameters<typeof archiveOf>[6] = [],
  ): string => {
    const archive = archiveOf(register, {}, register.notices, papers, MADE, sha256, entries);
    const result = verifyProof(writeProof(archive, sha256), { sha256 });
    return result.holds ? 'holds' : `${result.failure.code} ${result.failure.where}`;
  };

  test('holds with what a unit sent besides reports, and with history entered afterwards', () => {
    expect(made([paper], [{ register: 'backfill', content: history }])).toBe('holds');
  });

  test('fails where a paper says another thing, or an entry belongs elsewhere', () => {
    const other = { ...content, reason: '另有原因' };
    const digest = sha256(canonicalJson({ process, ...other }));
    expect(made([{ ...paper, content: other }])).toBe('paper 材料第1条');
    expect(made([{ ...paper, content: other, digest }])).toBe('paper 材料第1条');
    const expected = { ...history, obligation: 'monthly/2026-03/u001' };
    expect(made([], [{ register: 'backfill', content: expected }])).toBe('paper 另存登记第1条');
    const item = { task: 't0009', number: null };
    expect(made([], [{ register: 'item', content: item }])).toBe('paper 另存登记第1条');
  });
});
