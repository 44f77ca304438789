import { campaignMachine, initialCampaign } from '../../domain/campaign.ts';
import type { Figures, UnitFigures } from '../../domain/campaignMessages.ts';
import type { Decision } from '../../domain/machine.ts';
import { contextOf, regimeOf, UNITS } from './cast.ts';
import { minute, play } from './played.ts';

type Over = Record<string, unknown>;

/** `2026-02-28 18:00 bulletin-drafted bimonthly/2026-01B:1 → post/…` */
function line({ at, type, key, ...rest }: Decision): string {
  const to = rest.kind === 'notice' ? ` → ${rest.recipient}` : '';
  const tail = key.replace(/^campaign\/c2026-001:/, '').replace(`${type}:`, '');
  return `${minute(at)} ${rest.kind === 'fact' ? '' : `${rest.kind} `}${type} ${tail}${to}`;
}

/** A campaign of the fixed cast on a toy clock. */
export function startedCampaign(regime: Over = {}, context: Over = {}, over: Over = {}) {
  const input = {
    ...{ context: contextOf({ regime: regimeOf(regime), ...context }) },
    ...{ units: UNITS, leaders: ['分管领导甲'], ...over },
  };
  return play(campaignMachine(input), initialCampaign(input), line);
}

export type Campaign = ReturnType<typeof startedCampaign>;

const COUNTS = { expected: 0, onTime: 0, late: 0, missing: 0, exempt: 0, pending: 0 };

export function figures(...units: readonly (Partial<UnitFigures> & { unit: string })[]): Figures {
  const counted = units.map((unit) => ({ ...COUNTS, expected: 2, ...unit }));
  const sum = (of: keyof typeof COUNTS) => counted.reduce((total, unit) => total + unit[of], 0);
  const total = Object.keys(COUNTS).map((of) => [of, sum(of as keyof typeof COUNTS)]);
  return { ...(Object.fromEntries(total) as typeof COUNTS), units: counted };
}

export const ON_TIME = figures({ unit: 'u001', onTime: 2 });
export const PERIODS = [
  '2026-01B',
  '2026-03B',
  '2026-05B',
  '2026-07B',
  '2026-09B',
  '2026-11B',
] as const;
export const JAN = { bulletin: 'bimonthly', period: '2026-01B' };

/** Answers every request for figures that has not been answered. */
export function gathered(campaign: Campaign, with_: Figures = ON_TIME) {
  for (const { type, key, at, payload } of [...campaign.decisions]) {
    if (type !== 'gather') continue;
    const { bulletin, period, draft } = payload as {
      bulletin: string;
      period: string;
      draft: number;
    };
    const found = campaign.state().bulletins[`${bulletin}/${period}`];
    if (found?.phase !== 'gathering' || found.draft !== draft) continue;
    const message = { kind: 'gathered' as const, id: key, receivedAt: at, by: 'office' };
    campaign.tell({ ...message, bulletin, period, draft, figures: with_ });
  }
}
