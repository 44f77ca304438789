import { describe, expect, test } from '@jest/globals';
import { Behaviour } from '../../domain/behaviour.ts';
import { Context } from '../../domain/context.ts';
import type { Decision } from '../../domain/machine.ts';
import { rehearse } from '../../domain/rehearse.ts';
import { toOffice } from '../../domain/trial.ts';
import { noticeWords } from '../../domain/words.ts';
import { sampleYear } from '../fixtures/sampleYear.ts';

const { names, input, tasks } = sampleYear();
const behaviour = Behaviour.parse({
  reports: { early: 1, 'on-time': 3, late: 2, silent: 4, nil: 1 },
  gates: ['approve', 'reject', 'lapse'],
});

function lived(trial: boolean): readonly { process: string; decision: Decision }[] {
  const rows: { process: string; decision: Decision }[] = [];
  const context = Context.parse({ ...input.context, ...(trial ? { trial: true } : {}) });
  rehearse({ input: { ...input, context }, tasks, behaviour, onRow: (row) => rows.push(row) });
  return rows;
}

const notices = (rows: ReturnType<typeof lived>) =>
  rows.flatMap(({ process, decision }) =>
    decision.kind === 'notice' ? [{ process, ...decision }] : [],
  );

describe('a year on trial', () => {
  const inEarnest = lived(false);
  const onTrial = lived(true);

  test('sends every notice to the office, and none twice under one key', () => {
    const sent = notices(onTrial);
    expect(sent.length).toBeGreaterThan(500);
    expect(new Set(sent.map(({ recipient }) => recipient))).toEqual(new Set(['office']));
    expect(new Set(sent.map(({ key }) => key)).size).toBe(sent.length);
    expect(sent.filter(({ payload }) => payload['trial'] !== true)).toEqual([]);
  });

  test('decides what it would in earnest: only the notices are addressed otherwise', () => {
    const earnest = inEarnest.map(({ process, decision }) => ({
      process,
      decision: toOffice(decision),
    }));
    const marked = onTrial.map(({ process, decision }) =>
      decision.type === 'started'
        ? { process, decision: { ...decision, payload: { ...decision.payload, trial: undefined } } }
        : { process, decision },
    );
    expect(JSON.parse(JSON.stringify(marked))).toEqual(JSON.parse(JSON.stringify(earnest)));
  });

  test('says so in the title of each, and whom it was for', () => {
    const [reminder] = notices(onTrial).filter(({ type }) => type === 'remind');
    const words = reminder && noticeWords(reminder, names);
    expect(words?.title).toMatch(/^【试运行】【提醒】/);
    expect(words?.body).toMatch(/（试运行：只送督查室；正式运行时送.+ 联络员）$/);
    const titles = notices(onTrial).map((notice) => noticeWords(notice, names).title);
    expect(titles.filter((title) => !title.startsWith('【试运行】'))).toEqual([]);
  });

  test('names the unit that is criticised, not the office that reads it', () => {
    const blamed = notices(onTrial).find(({ type }) => type === 'criticise');
    expect(blamed && noticeWords(blamed, names).title).toMatch(/^【试运行】【通报批评】(?!督查室)/);
  });
});

test('a campaign in earnest is left alone', () => {
  const first = notices(lived(false))[0];
  expect(first?.payload).not.toHaveProperty('trial');
  expect(Context.safeParse({ ...input.context, trial: false }).success).toBe(false);
});
