import { describe, expect, test } from '@jest/globals';
import { calledIn } from '../../client/handlers/deskCalled.ts';
import type { DeskCampaign } from '../../client/handlers/deskWorld.ts';
import { talkActs } from '../../client/handlers/deskTalkActs.ts';
import { namesIn } from '../../client/handlers/history.ts';
import type { TalkRow } from '../../store/deskTalks.ts';
import { contextOf } from '../harness/cast.ts';

const NOW = '2026-04-02T09:00:00+08:00';
const context = contextOf({});
const units = [{ id: 'u003', name: '丙镇', aliases: [] }] as unknown as DeskCampaign['units'];
const world = {
  ...{ id: 'c2026-001', title: '示例行动', context, regime: context.regime, units },
  ...{ calendar: context.calendar, now: NOW, near: '2026-04-04T09:00:00+08:00', raised: [] },
} as unknown as DeskCampaign;
const names = namesIn(context, [], units, NOW);
const ROW: TalkRow = {
  ...{ process: 'interview/c2026-001/u003/2026-03B', campaign: 'c2026-001', unit: 'u003' },
  ...{ window: '2026-03B', phase: 'scheduled', at: NOW, limitAt: '2026-04-09T17:00:00+08:00' },
  ...{ approver: 'office', grounds: 1, groundKeys: ['t0003/monthly/2026-03/u003'] },
  ...{ statement: null, heard: false, served: true, away: false },
  meeting: {
    ...{ at: '2026-04-08T15:00:00+08:00', place: '三楼会议室', interviewer: 'post:分管领导' },
    ...{ contact: '督查室', bring: ['情况说明'], number: '督约〔2026〕1号' },
  },
};
const called = (more: Partial<TalkRow>) =>
  calledIn(world, [{ ...ROW, ...more }], names, 'unit:u003');

describe('被约谈', () => {
  test('says when, where, by whom and why, and what is asked', () => {
    const [one] = called({});
    expect(one).toMatchObject({
      title: '请按时接受约谈',
      meeting: { place: '三楼会议室', interviewer: '分管领导', number: '督约〔2026〕1号' },
      limit: null,
      ifNothing: { at: '2026-04-08T15:00:00+08:00', words: expect.stringMatching(/缺席/u) },
      target: { kind: 'interview', id: ROW.process },
    });
    expect(one?.meeting?.at.words).toContain('4月8日 15:00');
    expect(one?.reason).toContain('2026年3月');
    expect(one?.asked).toContain('主要负责人本人');
  });

  test('is silent as long as only a proposal waits, and after the end', () => {
    for (const phase of ['ground', 'gathering', 'proposed', 'approved']) {
      expect(called({ phase, served: false })).toEqual([]);
    }
    for (const phase of ['closed', 'rejected', 'lapsed', 'withdrawn', 'referred']) {
      expect(called({ phase })).toEqual([]);
    }
  });

  test('after the hour nobody is told any more to come', () => {
    const meeting = { ...ROW.meeting!, at: '2026-04-01T15:00:00+08:00' };
    expect(called({ meeting })).toMatchObject([
      { title: '约谈时间已到（4月1日 15:00）', ifNothing: null },
    ]);
  });

  test('整改 stands with its limit, its consequence and its act', () => {
    const [one] = called({ phase: 'rectifying', approver: 'unit:u003' });
    expect(one).toMatchObject({
      limit: { at: '2026-04-09T17:00:00+08:00' },
      ifNothing: { words: expect.stringMatching(/整改逾期.*二次约谈或移送/u) },
    });
    expect(one?.acts.map(({ act }) => act)).toEqual(['rectified']);
  });

  test('who waits for others has nothing to do and no limit of his own', () => {
    for (const phase of ['held', 'verifying']) {
      expect(called({ phase })).toMatchObject([{ limit: null, ifNothing: null, acts: [] }]);
    }
    expect(called({ phase: 'approved', meeting: null })).toMatchObject([
      { meeting: null, title: '约谈另行安排' },
    ]);
  });

  test('what is nearest comes first', () => {
    const later = { ...ROW, process: 'interview/c2026-001/u003/2026-02A', phase: 'held' };
    const sooner = { ...ROW, process: 'interview/c2026-001/u003/2026-04A', phase: 'rectifying' };
    const order = calledIn(world, [later, ROW, sooner], names, 'unit:u003');
    expect(order.map(({ phase }) => phase)).toEqual(['scheduled', 'rectifying', 'held']);
  });
});

test('整改 is not offered to a unit that has not come: its process would refuse it', () => {
  const unmet = { process: ROW.process, phase: 'unmet', unit: 'u003' };
  const acts = (away: boolean) =>
    talkActs(unmet, 'post:分管领导', 'unit:u003', { away }).map(({ act }) => act);
  expect([acts(false), acts(true)]).toEqual([['rectified'], []]);
});

test('to take a proposal back is not what the page invites', () => {
  const proposed = { process: ROW.process, phase: 'proposed', unit: 'u003' };
  const [act] = talkActs(proposed, 'post:分管领导', 'office');
  expect(act).toMatchObject({ act: 'withdraw', main: false });
});
