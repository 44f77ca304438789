import { describe, expect, test } from '@jest/globals';
import { campaignMachine, initialCampaign } from '../../domain/campaign.ts';
import { contextOf, UNITS } from '../harness/cast.ts';
import { play, when } from '../harness/played.ts';
import { factWords, namesOf } from '../../domain/words.ts';
import type { CampaignMessage } from '../../domain/campaignMessages.ts';

const [A, B, C] = UNITS;
const NEW = { id: 'u009', name: '新局', aliases: [], reporter: '联络员', head: null };

function started() {
  const input = { context: contextOf(), units: [A, B, C] as never, leaders: [] };
  const campaign = play(campaignMachine(input), initialCampaign(input));
  campaign.to('2026-01-02 00:00');
  campaign.heard();
  return campaign;
}

function reorganise(rest: Record<string, unknown>): CampaignMessage {
  return {
    ...{ kind: 'reorganise', id: 'one', receivedAt: when('2026-02-02 09:00'), by: 'office' },
    ...{ what: 'merge', reason: '机构改革', units: [], moves: [], ...rest },
  } as never;
}

describe('机构调整', () => {
  test('each move is told to its own tasks only, with the unit as it now is', () => {
    const campaign = started();
    const moves = [
      { from: 'u001', to: ['u009'], tasks: ['t0001', 't0002'] },
      { from: 'u002', to: ['u009'], tasks: ['t0003'] },
    ];
    campaign.tell(reorganise({ units: [NEW], moves }), '2026-02-02 09:00');
    const told = campaign.decisions
      .filter(({ type }) => type === 'broadcast')
      .map((d) => d.payload);
    expect(told).toMatchObject([
      { tasks: ['t0001', 't0002'], message: { kind: 'transfer', from: 'u001', to: [NEW] } },
      { tasks: ['t0003'], message: { kind: 'transfer', from: 'u002', to: [NEW] } },
    ]);
  });

  test('who has come in hears of what is told to every unit', () => {
    const campaign = started();
    const moves = [{ from: 'u001', to: ['u009'], tasks: ['t0001'] }];
    campaign.tell(reorganise({ units: [NEW], moves }), '2026-02-02 09:00');
    const figures = {
      expected: 1,
      onTime: 1,
      late: 0,
      missing: 0,
      exempt: 0,
      pending: 0,
      units: [],
    };
    campaign.to('2026-03-02 00:00');
    const gathered = {
      kind: 'gathered',
      bulletin: 'bimonthly',
      period: '2026-01B',
      draft: 1,
      figures,
    };
    const at = (time: string) => ({ receivedAt: when(time), by: 'post:分管领导' });
    campaign.tell({ ...gathered, id: 'g', ...at('2026-03-02 08:00') } as never, '2026-03-02 08:00');
    const sign = { kind: 'sign', bulletin: 'bimonthly', period: '2026-01B' };
    campaign.tell({ ...sign, id: 's', ...at('2026-03-02 09:00') } as never, '2026-03-02 09:00');
    expect(campaign.heard(/notice bulletin →/)).toContain(
      '2026-03-02 09:00 notice bulletin → u009/reporter',
    );
  });

  test('only by the office, with a reason, about units that are known, and about something', () => {
    const fault = (rest: Record<string, unknown>) => started().tell(reorganise(rest)).fault?.code;
    const moves = [{ from: 'u001', to: ['u002'], tasks: ['t0001'] }];
    expect(fault({ moves, by: 'principal' })).toBe('wrong-approver');
    expect(fault({ moves, reason: ' ' })).toBe('reason-missing');
    expect(fault({ moves: [{ from: 'u001', to: ['u777'], tasks: ['t0001'] }] })).toBe(
      'unit-not-known',
    );
    expect(fault({})).toBe('reorganise-empty');
    expect(fault({ what: 'rename' })).toBe('reorganise-empty');
  });

  test('records keep the name under which they were made', () => {
    const context = contextOf();
    const renamed = {
      ...A,
      id: 'u001',
      name: '甲委',
      formerly: [{ name: '甲局', until: '2026-02-02' }],
    };
    const names = namesOf(context, [], [renamed]);
    const at = (time: string) => ({
      ...{ type: 'signed', process: 'task/c2026-001/t0001', at: when(time) },
      payload: { unit: 'u001', by: 'unit:u001' },
    });
    expect(factWords(at('2026-01-20 10:00'), names).what).toBe('甲局 签收');
    expect(factWords(at('2026-02-20 10:00'), names).what).toBe('甲委 签收');
  });
});
