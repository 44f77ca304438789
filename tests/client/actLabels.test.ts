import { expect, test } from '@jest/globals';
import { actLabel } from '../../client/handlers/actLabels.ts';

test.each([
  ['sign', 'campaign/c2026-001', /^签发/u],
  ['sign', 'task/c2026-001/t0001', /^签收任务$/u],
  ['verify', 'interview/c2026-001/u001/2026-03B', /^核实整改$/u],
  ['withdraw', 'interview/c2026-001/u001/2026-03B', /^撤回$/u],
  ['searchAudit', '', /^查审计记录$/u],
  ['unheard-of', 'campaign/c2026-001', /^unheard-of$/u],
])('%s of %s', (act, subject, words) => {
  expect(actLabel(act, subject)).toMatch(words);
});
