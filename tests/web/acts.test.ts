import { describe, expect, test } from '@jest/globals';
import {
  actInput,
  filesIn,
  filesText,
  SENDING,
  unanswered,
  type Allowed,
} from '../../web/acts/allowed.ts';
import { withLine } from '../../web/acts/knownLines.ts';

const ask = (field: string, kind: Allowed['asks'][number]['kind'], required = true) => ({
  ...{ field, label: field, kind, required },
});

const extend: Allowed = {
  ...{ operation: 'actOnTask', act: 'approve-extension', label: '批准延期', main: true },
  input: { task: 't0003', campaign: 'c2026-001', fields: { obligation: 'monthly/2026-04/u003' } },
  asks: [
    ask('fields.until', 'day', false),
    ask('fields.evidence', 'list', false),
    {
      ...ask('fields.confirm', 'choice', false),
      choices: [{ value: 'true', label: '是' }],
    },
    ask('days', 'number'),
    ask('reason', 'text'),
  ],
};

describe('办理的内容', () => {
  test('what was known stays, what was filled in goes to its place', () => {
    const values = {
      'fields.until': '2026-05-15',
      'fields.evidence': '验收单\n照片、 清单',
      'fields.confirm': 'true',
      days: '3',
      reason: ' 评审延后 ',
    };
    expect(actInput(extend, values)).toEqual({
      ...{ task: 't0003', campaign: 'c2026-001', act: 'approve-extension' },
      ...{ days: 3, reason: '评审延后' },
      fields: {
        obligation: 'monthly/2026-04/u003',
        until: '2026-05-15',
        evidence: ['验收单', '照片', '清单'],
        confirm: true,
      },
    });
  });

  test('what is left empty is not sent, a box that is not ticked neither', () => {
    expect(actInput(extend, { 'fields.until': ' ', 'fields.confirm': '' })).toEqual({
      ...{ task: 't0003', campaign: 'c2026-001', act: 'approve-extension' },
      fields: { obligation: 'monthly/2026-04/u003' },
    });
  });

  test('an operation that is one act names none', () => {
    const withdraw = { ...extend, act: null, asks: [] };
    expect(actInput(withdraw, {})).toEqual(extend.input);
  });

  test('files answer by name and checksum, and are waited for while they are on their way', () => {
    const closure = { ...extend, asks: [ask('fields.evidence', 'files')] };
    const files = [{ name: '验收单.pdf', sha256: 'a'.repeat(64) }];
    const value = filesText(files);
    expect(filesIn(value)).toEqual(files);
    expect(actInput(closure, { 'fields.evidence': value })).toMatchObject({
      fields: { evidence: files },
    });
    expect(actInput(closure, { 'fields.evidence': filesText([]) })).not.toMatchObject({
      fields: { evidence: expect.anything() as unknown },
    });
    const open = [{}, { 'fields.evidence': SENDING }, { 'fields.evidence': value }];
    expect(open.map((values) => unanswered(closure, values))).toEqual([
      ['fields.evidence'],
      ['fields.evidence（正在存入，请稍候）'],
      [],
    ]);
    expect(filesIn(SENDING)).toEqual([]);
  });

  test('what must be answered is named by its label', () => {
    expect(unanswered(extend, { days: '3', reason: '  ' })).toEqual(['reason']);
    expect(unanswered(extend, { days: '3', reason: '评审延后' })).toEqual([]);
  });
});

describe('从名录中选的单位', () => {
  test('one a line; a line that is emptied goes, the only one stays', () => {
    expect(withLine(['甲局', ''], 1, '乙局')).toBe('甲局\n乙局');
    expect(withLine(['甲局', '乙局'], 0, '')).toBe('乙局');
    expect(withLine(['甲局'], 0, '')).toBe('');
    expect(withLine(['甲局'], 0, '甲\n局')).toBe('甲 局');
  });

  test('are sent as a list of names', () => {
    const to = { ...ask('fields.to', 'list'), choices: [{ value: 'u001', label: '甲局' }] };
    const transfer = { ...extend, asks: [to] };
    expect(actInput(transfer, { 'fields.to': '甲局\n乙局\n' })).toMatchObject({
      fields: { to: ['甲局', '乙局'] },
    });
  });
});
