import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { readPlan } from '../../importers/read.ts';
import { readRegime } from '../../importers/regime.ts';
import { proposeRegime } from '../../importers/regimeProposal.ts';

/** Real plans stand beside the repository, not in it. */
const SHARED = new URL('../../../shared/', import.meta.url);
const present = existsSync(new URL('golden/', SHARED));
if (!present) console.log('跳过制度对照：没有 ../shared/golden');

const Golden = z.object({
  regime: z.object({
    duties: z.array(z.object({ every: z.string(), what: z.string().optional() })),
    steps: z.array(z.object({ step: z.string() })),
  }),
});

(present ? describe : describe.skip)('the regimes of real plans', () => {
  test.each([
    ['liuzhang-part.txt', 'liuzhang-part'],
    ['wanqianbai.txt', 'wanqianbai'],
    ['wanqianbai.docx', 'wanqianbai'],
    ['wanqianbai.gbk.txt', 'wanqianbai.gbk'],
    ['wuhao-park-tasks.docx', 'wuhao-park-tasks'],
    ['wuhao-park-tasks.xlsx', 'wuhao-park-tasks'],
  ])('%s: found, word for word, and proposed', async (name, golden) => {
    const bytes = readFileSync(new URL(`inputs/${name}`, SHARED));
    const { draft } = await readPlan({ name, bytes }, { today: '2026-01-01' });
    const { duties, steps } = draft.regime;
    const { regime } = Golden.parse(
      JSON.parse(readFileSync(new URL(`golden/${golden}.json`, SHARED), 'utf8')),
    );
    for (const duty of regime.duties) expect(duties).toContainEqual(expect.objectContaining(duty));
    for (const step of regime.steps) expect(steps).toContainEqual(expect.objectContaining(step));
    for (const { quote } of [...duties, ...steps]) expect(draft.text).toContain(quote);
    const proposal = proposeRegime(draft);
    expect(readRegime(proposal.yaml).faults).toEqual([]);
    expect(proposal.asks.length).toBeGreaterThan(5);
  });
});
