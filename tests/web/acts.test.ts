import { describe, expect, test } from '@jest/globals';
import { actInput, unanswered, type Allowed } from '../../web/acts/allowed.ts';

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

  test('what must be answered is named by its label', () => {
    expect(unanswered(extend, { days: '3', reason: '  ' })).toEqual(['reason']);
    expect(unanswered(extend, { days: '3', reason: '评审延后' })).toEqual([]);
  });
});
