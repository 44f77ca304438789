import { describe, expect, test } from '@jest/globals';
import { checkRegime } from '../../domain/regimeCheck.ts';
import { Regime } from '../../domain/regime.ts';
import { LADDER, regimeOf } from '../harness/cast.ts';

const POST = 'post:分管领导';
const limit = { workdays: 3 };
const [REMIND, URGE, LETTER, INTERVIEW] = LADDER;

function faults(over: Record<string, unknown>): string[] {
  return checkRegime(regimeOf({ interview: undefined, ladder: [LETTER], ...over })).map(
    ({ path, message }) => `${path.join('.')} ${message}`,
  );
}

describe('a rule of extension', () => {
  test('that can be meant', () => {
    const extension = { decide: { by: POST, limit }, first: { limit: { workdays: 1 } } };
    expect(faults({ extension })).toEqual([]);
    expect(Regime.parse(regimeOf({ extension })).extension?.first?.by).toBe('office');
  });

  test.each([
    [{ decide: { by: 'head', limit } }, 'extension.decide.by'],
    [{ decide: { by: 'leader', limit } }, 'extension.decide.by'],
    [{ decide: { by: POST, limit: { days: 0 } } }, 'extension.decide.limit'],
    [{ decide: { by: 'office', limit }, first: { limit } }, 'extension.first.by'],
    [{ decide: { by: POST, limit }, first: { limit: { workdays: 0 } } }, 'extension.first.limit'],
    [{ decide: { by: POST, limit }, up: POST }, 'extension.up'],
    [{ decide: { by: POST, limit }, atMost: { offset: { days: 0 } } }, 'extension.atMost.offset'],
  ])('%j is refused at %s', (extension, path) => {
    const [only = ''] = faults({ extension });
    expect(only.split(' ')[0]).toBe(path);
    expect(only).toMatch(/；请|时限|最多|初审人|审定/);
  });
});

describe('a gate before a step', () => {
  test.each([
    [{ ...REMIND, gate: { by: POST, limit } }, 'ladder.0.gate'],
    [{ ...URGE, gate: { by: POST, limit } }, 'ladder.0.gate'],
    [{ ...LETTER, gate: { by: 'office', limit } }, 'ladder.0.gate.by'],
    [{ ...LETTER, gate: { by: 'reporter', limit } }, 'ladder.0.gate.by'],
    [{ ...LETTER, gate: { by: POST, limit: { workdays: 0 } } }, 'ladder.0.gate.limit'],
  ])('%j is refused at %s', (step, path) => {
    expect(faults({ ladder: [step] }).map((fault) => fault.split(' ')[0])).toEqual([path]);
  });

  test('is not for an interview, which has its own', () => {
    const ladder = [{ ...INTERVIEW, gate: { by: POST, limit } }];
    const interview = { gate: { by: POST, limit }, to: ['head'] };
    expect(faults({ ladder, interview })).toMatchObject([
      expect.stringContaining('interview 一节'),
    ]);
  });
});
