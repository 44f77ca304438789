import { describe, expect, test } from '@jest/globals';
import { ApplyClosure } from '../../domain/closureMessages.ts';
import { EvidenceList, filesNamed } from '../../domain/evidenceList.ts';
import { Rectified, Statement } from '../../domain/interviewMessages.ts';
import { factWords, namesOf, noticeWords } from '../../domain/words.ts';
import { attachedWords, evidenceWords } from '../../domain/wordsClosure.ts';
import { contextOf, PLAIN, UNITS } from '../harness/cast.ts';
import { APPROVER, proposed, rectifying, say, UNIT } from '../harness/talked.ts';

const FILE = { name: '验收单.pdf', sha256: 'a'.repeat(64) };
const base = { id: 'r1', receivedAt: '2026-04-02T09:00:00+08:00', by: 'unit:u001' };

describe('what an act names as evidence', () => {
  test('is a file by its checksum, or a name as it was recorded before', () => {
    const evidence = [FILE, '照片三张'];
    expect(EvidenceList.parse(evidence)).toEqual(evidence);
    for (const told of [
      ApplyClosure.parse({ ...base, kind: 'apply-closure', text: '已建成', evidence }),
      Statement.parse({ ...base, kind: 'statement', text: '人员调整', evidence }),
      Rectified.parse({ ...base, kind: 'rectified', text: '已整改', evidence }),
    ]) {
      expect(told.evidence).toEqual(evidence);
    }
    expect(EvidenceList.safeParse([{ ...FILE, sha256: 'A'.repeat(64) }]).success).toBe(false);
    expect(EvidenceList.safeParse(Array(21).fill('照片')).success).toBe(false);
  });

  test.each([
    [[FILE, '照片'], [FILE]],
    [['照片'], []],
    ['收文登记第12号', []],
    [undefined, []],
    [[{ name: '照片' }, null, 3], []],
  ])('the files in %j', (evidence, files) => expect(filesNamed(evidence)).toEqual(files));

  test('is called by its name in the words of the register', () => {
    expect(evidenceWords({ evidence: [FILE, '照片三张'] })).toBe('佐证：验收单.pdf、照片三张');
    expect(evidenceWords({ evidence: [] })).toBe('没有附佐证');
    expect(attachedWords({})).toBe('');
  });
});

describe('what an interview is handed', () => {
  const names = namesOf({ regime: contextOf().regime, calendar: PLAIN, year: 2026 }, [], UNITS);
  const evidence = [FILE, '照片三张'];

  test.each([
    ['statement', 'interview-statement'],
    ['rectified', 'verify-rectification'],
  ])('%s carries its files in its fact and its notice, and both say so', (kind, notice) => {
    const played = kind === 'statement' ? proposed() : rectifying();
    if (kind === 'statement') say(played, 'hear', '2026-02-12 10:00', APPROVER);
    const at = kind === 'statement' ? '2026-02-13 10:00' : '2026-03-02 10:00';
    const said = { by: UNIT, text: '情况', evidence };
    expect(say(played, kind as 'statement', at, said)).toBeUndefined();
    const fact = played.decisions.find((one) => one.kind === 'fact' && one.type === kind);
    const told = played.decisions.find((one) => one.kind === 'notice' && one.type === notice);
    expect(fact?.payload).toMatchObject({ evidence });
    const process = 'interview/c2026-001/u001/1';
    if (fact?.kind !== 'fact' || told?.kind !== 'notice') throw new Error('nothing was told');
    expect(factWords({ ...fact, process }, names).why).toContain('佐证：验收单.pdf、照片三张');
    expect(noticeWords({ ...told, process }, names).body).toContain('佐证：验收单.pdf、照片三张');
  });

  test('without any says nothing of it, as before', () => {
    const played = rectifying();
    say(played, 'rectified', '2026-03-02 10:00', { by: UNIT, text: '已改' });
    const fact = played.decisions.find(({ type }) => type === 'rectified');
    expect(fact?.payload).not.toHaveProperty('evidence');
  });
});
