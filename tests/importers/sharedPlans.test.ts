import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { DraftTask } from '../../domain/plan.ts';
import { reading } from '../fixtures/import/build.ts';

/** Real plans stand beside the repository, not in it. */
const SHARED = new URL('../../../shared/', import.meta.url);
const GOLDEN = new URL('golden/wuhao-park-tasks.json', SHARED);
const present = existsSync(GOLDEN);
if (!present) console.log('跳过 wuhao-park 对照：没有 ../shared/golden');

const Golden = z.object({
  tasks: z.array(
    DraftTask.pick({
      no: true,
      category: true,
      content: true,
      leaders: true,
      openEnded: true,
    }).extend({
      assignments: DraftTask.shape.assignments,
      deadlines: DraftTask.shape.deadlines,
    }),
  ),
  regime: z.object({
    duties: z.array(z.object({ every: z.string(), what: z.string() })),
    steps: z.array(z.object({ step: z.string() })),
  }),
});

(present ? describe : describe.skip)('the wuhao-park table', () => {
  test.each(['xlsx', 'docx'])('%s is read as the golden file says', async (kind) => {
    const golden = Golden.parse(JSON.parse(readFileSync(GOLDEN, 'utf8')));
    const name = `wuhao-park-tasks.${kind}`;
    const { draft } = await reading(readFileSync(new URL(`inputs/${name}`, SHARED)), name);
    expect(Golden.parse(draft).tasks).toEqual(golden.tasks);
    for (const duty of golden.regime.duties) {
      expect(draft.regime.duties).toContainEqual(expect.objectContaining(duty));
    }
    for (const { step } of golden.regime.steps) {
      expect(draft.regime.steps.map((s) => s.step)).toContain(step);
    }
    expect(new Set(draft.tasks.map((t) => t.category[0])).size).toBe(6);
  });
});
