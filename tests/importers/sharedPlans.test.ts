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

/** A golden file of a plan in prose; texts may stand with or without their titles there. */
const ProseGolden = z.object({
  title: z.string(),
  issuer: z.string(),
  documentNumber: z.string(),
  issuedOn: z.string(),
  tasks: z.array(
    z.object({
      content: z.string(),
      assignments: z.array(z.object({ unit: z.string(), role: z.string() })),
    }),
  ),
  regime: z.object({
    duties: z.array(z.object({ every: z.string(), what: z.string().optional() })),
    steps: z.array(z.object({ step: z.string() })),
  }),
});

const bare = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
const owed = (all: readonly { unit: string; role: string }[]) =>
  all.map(({ unit, role }) => `${bare(unit)} ${role}`).sort();

(present ? describe : describe.skip)('plans in prose', () => {
  test.each([
    ['wanqianbai', 'wanqianbai.txt', 0],
    ['wanqianbai', 'wanqianbai.docx', 0],
    ['wanqianbai.gbk', 'wanqianbai.gbk.txt', 0],
    // What the plan says itself of annexes that are absent.
    ['liuzhang-part', 'liuzhang-part.txt', 3],
  ])('%s from %s', async (golden, name, more) => {
    const file = new URL(`golden/${golden}.json`, SHARED);
    const wanted = ProseGolden.parse(JSON.parse(readFileSync(file, 'utf8')));
    const { draft } = await reading(readFileSync(new URL(`inputs/${name}`, SHARED)), name);
    const { title, issuer, documentNumber, issuedOn } = wanted;
    expect(draft).toMatchObject({ title, issuer, documentNumber, issuedOn });
    expect(draft.tasks).toHaveLength(wanted.tasks.length + more);
    for (const task of wanted.tasks) {
      const found = draft.tasks.find(({ content }) => bare(content) === bare(task.content));
      expect(owed(found?.assignments ?? [])).toEqual(owed(task.assignments));
    }
    for (const duty of wanted.regime.duties) {
      const { every, what } = duty;
      const said = what === undefined ? { every } : { every, what };
      expect(draft.regime.duties).toContainEqual(expect.objectContaining(said));
    }
    const steps = draft.regime.steps.map(({ step }) => step);
    expect(steps).toEqual(expect.arrayContaining(wanted.regime.steps.map(({ step }) => step)));
    for (const { quote } of [...draft.regime.duties, ...draft.regime.steps]) {
      expect(draft.text).toContain(quote);
    }
  });
});
