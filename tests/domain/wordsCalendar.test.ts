import { describe, expect, test } from '@jest/globals';
import { factWords, namesOf, noticeWords } from '../../domain/words.ts';
import { campaignMachine, initialCampaign } from '../../domain/campaign.ts';
import { contextOf, PLAIN, UNITS } from '../harness/cast.ts';
import { announced, toCampaign } from '../harness/messages.ts';
import { play } from '../harness/played.ts';

const KNOWN = { ...PLAIN, announcedThrough: '2026-12-31' };
const NEXT = announced(KNOWN, '2027-12-31', ['2027-01-01']);
const context = contextOf({ calendar: KNOWN });
const process = 'campaign/c2026-001';
const names = namesOf({ regime: context.regime, calendar: KNOWN, year: 2026 }, [], UNITS);
const AT = '2026-11-20 10:00';

function said(rest: Record<string, unknown>) {
  const input = { context, units: UNITS, leaders: [] };
  const campaign = play(campaignMachine(input), initialCampaign(input));
  campaign.to('2026-11-20 09:00');
  campaign.heard();
  const told = { calendar: NEXT, by: 'office', ...rest };
  campaign.tell(toCampaign('calendar', AT, told as never));
  return campaign.decisions.flatMap((decision) => {
    const { kind, type, at, payload } = decision;
    if (kind === 'notice' && type === 'calendar-updated') {
      const spoken = { type, at, process, payload, recipient: decision.recipient };
      const { title, body } = noticeWords(spoken, names);
      return [`${decision.recipient} ${title} ${body}`];
    }
    if (kind !== 'fact' || type !== 'calendar-amended') return [];
    const { what, why } = factWords({ type, at, process, payload }, names);
    return [`${what} ${why}`];
  });
}

describe('a calendar that has been published', () => {
  test('is told to the office and to the units that it touches, each with its own number', () => {
    const reason = '公布2027年放假安排';
    const [fact, office, unit, ...more] = said({
      ...{ reason, from: '2027-01-01', touched: { u002: 4 } },
    });
    expect(more).toEqual([]);
    expect(fact).toBe(
      '专项行动改用工作日历 plain 第2版（2027年1月1日起的日子按新日历） 督查室更新，理由：公布2027年放假安排；此前暂定的时点自此确定；已作的判定不变，仍按作出时的日历',
    );
    expect(office).toMatch(/^office 【工作日历已更新】.*已告知时点有变动的 1 家单位/);
    expect(unit).toMatch(/^u002\/reporter 【工作日历已更新】本单位有 4 个时点变动 /);
    expect(unit).toContain('2027年12月31日以前的时点已经确定，其后的仍为暂定');
  });

  test('and taken back, says what is in force again', () => {
    const [fact, office] = said({
      ...{ calendar: { ...KNOWN, version: 1 }, reason: '误发', touched: {} },
      withdraws: { id: 'plain', version: 2 },
    });
    expect(fact).toBe(
      '专项行动撤回工作日历 plain 第2版，恢复工作日历 plain 第1版 督查室撤回，理由：误发；各时点恢复原样；已作的判定不变，仍按作出时的日历',
    );
    expect(office).toContain('【工作日历已撤回】');
  });

  test('is not put over another than the one that was seen', () => {
    const input = { context, units: UNITS, leaders: [] };
    const campaign = play(campaignMachine(input), initialCampaign(input));
    campaign.to('2026-11-20 09:00');
    const told = (version: number, at: string) =>
      toCampaign('calendar', at, {
        ...{ calendar: NEXT, by: 'office' },
        over: { id: 'plain', version },
      });
    expect(campaign.tell(told(7, AT)).fault?.code).toBe('calendar-replaced');
    expect(campaign.tell(told(1, '2026-11-20 10:01')).fault).toBeUndefined();
    expect(campaign.tell(told(1, '2026-11-20 10:02')).fault?.message).toContain('plain 第2版');
  });
});
