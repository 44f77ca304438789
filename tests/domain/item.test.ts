import { describe, expect, test } from '@jest/globals';
import {
  ITEM_SOURCES,
  itemDue,
  itemNumber,
  itemRule,
  itemSource,
  limitOf,
  Urgency,
} from '../../domain/item.ts';
import type { CampaignMessage } from '../../domain/campaignMessages.ts';
import { checkRegime } from '../../domain/regimeCheck.ts';
import { offsetWords } from '../../domain/terms.ts';
import { startedCampaign } from '../harness/campaigns.ts';
import { contextOf, PLAIN, regimeOf, UNITS } from '../harness/cast.ts';
import { minute, when } from '../harness/played.ts';

const APPROVER = 'post:督查室主任';
const ITEMS = { approve: { by: APPROVER, limit: { workdays: 4 } } };

describe('the rule', () => {
  test('a regime that says nothing keeps no items', () => {
    expect(itemRule(regimeOf())).toBeUndefined();
    expect(itemSource(regimeOf(), 'instruction')).toBeUndefined();
  });

  test('sources and limits that hold where the regime names none', () => {
    const regime = regimeOf({ items: ITEMS });
    const limits = ITEM_SOURCES.map((source) =>
      [
        source.title,
        source.prefix,
        ...Urgency.options.map((u) => offsetWords(limitOf(source, u))),
      ].join(' '),
    );
    expect(limits).toEqual([
      '领导批示 督批 5天 15天 30天',
      '会议纪要 督会 20天 20天 20天',
      '大型会议 督大 7天 7天 7天',
      '上级文件 督文 30天 30天 30天',
      '提案建议 督提 15天 15天 15天',
    ]);
    expect(itemRule(regime)).toMatchObject({ sources: ITEM_SOURCES, remind: 'half', reports: [] });
  });

  test('a limit counts from the day of approval; a day that the item names goes before it', () => {
    const source = itemSource(regimeOf({ items: ITEMS }), 'instruction');
    if (source === undefined) throw new Error('no source');
    const due = (more: object) =>
      itemDue(source, { urgency: 'ordinary', ...more }, when('2026-03-05 23:59'), PLAIN);
    expect([due({}), due({ urgency: 'urgent' }), due({ due: '2026-03-09' })]).toEqual([
      '2026-03-20',
      '2026-03-10',
      '2026-03-09',
    ]);
    const workdays = { ...source, limit: { workdays: 3 } };
    expect(itemDue(workdays, { urgency: 'ordinary' }, when('2026-03-05 10:00'), PLAIN)).toBe(
      '2026-03-10',
    );
  });

  test('numbers as they are printed', () => {
    expect(itemNumber('督批', 2026, 1)).toBe('督批〔2026〕1号');
  });

  test.each([
    [{ approve: { by: 'office', limit: { workdays: 2 } } }, 'items.approve.by：事项由督查室登记'],
    [{ approve: { by: 'head', limit: { workdays: 2 } } }, 'items.approve.by：立项由有权的职务批准'],
    [
      { approve: { by: APPROVER, limit: { days: 0 } } },
      'items.approve.limit：立项审批的时限不能是 0',
    ],
    [{ ...ITEMS, reports: ['weekly'] }, 'items.reports.0：没有标识为“weekly”的报送要求'],
    [
      { ...ITEMS, sources: [ITEM_SOURCES[0], { ...ITEM_SOURCES[1], prefix: '督批' }] },
      'items.sources.1.prefix：“督批”已有别的来源使用',
    ],
    [
      { ...ITEMS, sources: [{ ...ITEM_SOURCES[0], urgent: { days: 0 } }] },
      'items.sources.0.urgent：办理时限不能是 0',
    ],
  ])('%j cannot be meant', (items, words) => {
    const found = checkRegime(regimeOf({ items })).map(
      ({ path, message }) => `${path.join('.')}：${message}`,
    );
    expect(found).toEqual([expect.stringContaining(words)]);
  });

  test('a sound rule has no faults', () => {
    expect(checkRegime(regimeOf({ items: { ...ITEMS, reports: ['monthly'] } }))).toEqual([]);
  });
});

describe('the guards', () => {
  type Told = CampaignMessage & { readonly kind: `item${string}` };
  const item = (more: object = {}, at = '2026-01-06 10:00') =>
    ({
      ...{ kind: 'item', task: 't0007', source: 'instruction', title: '整治积水点' },
      ...{ urgency: 'ordinary', leader: 'post:区长', on: '2026-01-05', digest: 'd' },
      ...{ units: UNITS.slice(0, 1), id: `item:${at}`, receivedAt: when(at), by: 'office' },
      ...more,
    }) as Told;
  const act = (kind: string, by: string, at: string, more: object = {}) =>
    ({ kind, task: 't0007', id: `${kind}:${at}`, receivedAt: when(at), by, ...more }) as Told;
  const started = (context: object = {}) =>
    startedCampaign({ items: ITEMS, bulletins: [] }, { ...context });
  const refusal = (campaign: ReturnType<typeof started>, message: Told) =>
    campaign.tell(message).fault?.code;

  test('a campaign without the rule takes none', () => {
    expect(startedCampaign().tell(item()).fault?.code).toBe('items-not-kept');
  });

  test.each([
    ['item-source-unknown', { source: 'rumour' }],
    ['item-day-ahead', { on: '2026-01-07' }],
    ['item-day-ahead', { on: '2026-02-30' }],
    ['no-such-day', { due: '2026-02-30' }],
    ['item-due-past', { due: '2026-01-05' }],
    ['item-beyond-horizon', { due: '2027-01-01' }],
  ])('registered with %s', (code, more) => {
    const campaign = started();
    expect(refusal(campaign, item(more))).toBe(code);
    expect(campaign.state().items).toBeUndefined();
  });

  test('twice, unknown, and what nobody may', () => {
    const campaign = started();
    expect(refusal(campaign, act('item-approve', APPROVER, '2026-01-05 10:00'))).toBe(
      'item-unknown',
    );
    expect(refusal(campaign, item())).toBeUndefined();
    expect(refusal(campaign, item({ id: 'again' }))).toBe('item-known');
    const reason = { reason: ' ' };
    expect(refusal(campaign, act('item-approve', 'office', '2026-01-06 11:00'))).toBe('item-own');
    expect(refusal(campaign, act('item-approve', 'post:区长', '2026-01-06 11:00'))).toBe(
      'wrong-approver',
    );
    expect(refusal(campaign, act('item-reject', APPROVER, '2026-01-06 11:00', reason))).toBe(
      'reason-missing',
    );
    expect(refusal(campaign, act('item-withdraw', APPROVER, '2026-01-06 11:00', reason))).toBe(
      'item-not-yours',
    );
    expect(refusal(campaign, act('item-propose', 'office', '2026-01-06 11:00', reason))).toBe(
      'item-not-waiting',
    );
    expect(refusal(campaign, act('item-approve', APPROVER, '2026-01-06 12:00'))).toBeUndefined();
    expect(
      refusal(campaign, act('item-reject', APPROVER, '2026-01-06 13:00', { reason: '晚了' })),
    ).toBe('item-not-waiting');
  });

  test('the limit comes before a decision at its very instant; it may be put once more, and no third time', () => {
    const campaign = started();
    campaign.tell(item());
    const limit = campaign.state().items?.['t0007']?.limitAt ?? '';
    expect(minute(limit)).toBe('2026-01-12 17:00');
    expect(refusal(campaign, act('item-approve', APPROVER, '2026-01-12 17:00'))).toBe(
      'item-not-waiting',
    );
    const again = { reason: '仍需督办' };
    expect(
      refusal(campaign, act('item-propose', 'office', '2026-01-13 09:00', again)),
    ).toBeUndefined();
    campaign.to('2026-02-01');
    expect(campaign.state().items?.['t0007']?.phase).toBe('lapsed');
    expect(refusal(campaign, act('item-propose', 'office', '2026-02-02 09:00', again))).toBe(
      'item-twice',
    );
  });

  test('a day that has passed by the time of the approval is no longer one', () => {
    const campaign = started();
    campaign.tell(item({ due: '2026-01-08' }));
    expect(refusal(campaign, act('item-approve', APPROVER, '2026-01-09 09:00'))).toBe(
      'item-due-past',
    );
    expect(campaign.state().items?.['t0007']?.phase).toBe('waiting');
  });

  test('an approval that is waited for keeps the campaign alive', () => {
    const campaign = started({ horizon: { from: '2026-01-01', to: '2026-02-01' } });
    campaign.tell(item({ due: undefined }, '2026-01-30 10:00'));
    campaign.to('2026-12-01');
    const ended = campaign.decisions.find(({ type }) => type === 'ended');
    const lapsed = campaign.decisions.find(({ type }) => type === 'item-lapsed');
    expect([lapsed === undefined, ended === undefined]).toEqual([false, false]);
    expect(Date.parse(String(ended?.at)) >= Date.parse(String(lapsed?.at))).toBe(true);
  });

  test('on trial the numbers are a series of their own', () => {
    const campaign = started({ trial: true });
    campaign.tell(item());
    campaign.tell(act('item-approve', APPROVER, '2026-01-07 12:00'));
    const start = campaign.decisions.find(({ key }) => key.startsWith('startTasks:item-approve'));
    expect(start?.payload['items']).toEqual({
      t0007: { prefix: '试督批', year: 2026, due: '2026-01-22' },
    });
  });
});

test('a campaign without items is not changed by what is new', () => {
  const [plain, keeping] = [startedCampaign(), startedCampaign({ items: ITEMS })];
  for (const campaign of [plain, keeping]) campaign.to('2026-12-31');
  const lines = (campaign: typeof plain) => campaign.decisions.map(({ key }) => key);
  expect(lines(keeping)).toEqual(lines(plain));
  expect(Object.keys(plain.state())).not.toContain('items');
  expect(contextOf()).not.toHaveProperty('joined');
});
