import { expect, test } from '@jest/globals';
import { ACT_LABELS, actChoices, actLabel, actWanted } from '../../client/handlers/actLabels.ts';

test.each([
  ['sign', 'campaign/c2026-001', /^签发/u],
  ['sign', 'c2026-001', /^签发/u],
  ['item-approve', 'campaign/c2026-001', /^准予立项$/u],
  ['sign', 'task/c2026-001/t0001', /^签收任务$/u],
  ['verify', 'interview/c2026-001/u001/2026-03B', /^核实整改$/u],
  ['withdraw', 'interview/c2026-001/u001/2026-03B', /^撤回$/u],
  ['searchAudit', '', /^查审计记录$/u],
  ['unheard-of', 'campaign/c2026-001', /^unheard-of$/u],
])('%s of %s', (act, subject, words) => {
  expect(actLabel(act, subject)).toMatch(words);
});

test('the choices of the search name every act, each once by its own words', () => {
  const choices = actChoices();
  expect(new Set(choices.map(({ label }) => label)).size).toBe(choices.length);
  expect(new Set(choices.map((one) => actWanted(one.act).act))).toEqual(
    new Set(Object.keys(ACT_LABELS)),
  );
  const signs = choices.filter((one) => actWanted(one.act).act === 'sign');
  expect(signs.map(({ act, label }) => [label, actWanted(act).kinds])).toEqual([
    ['签发', ['campaign', 'interview']],
    ['签收任务', ['task']],
  ]);
});
