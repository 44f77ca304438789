import { z } from 'zod';
import { Day, epoch } from '../../domain/instant.ts';
import { lineNow } from '../handlers/find.ts';
import type { Asking, TaskAct } from './act.ts';
import { OBLIGATION_FIELDS, OBLIGATION_OPTIONS, obligationAsked } from './obligationAsked.ts';

/** What has closed and was not reported. */
function shut({ now, at }: Asking): (key: string) => boolean {
  const { byKey } = lineNow(now);
  return (key) => {
    const { closes = at } = byKey.get(key)?.slot.instants ?? {};
    return epoch(closes) < epoch(at) && now.state.entries[key]?.verdict === 'missing';
  };
}

/** 准予补报: the office opens an entry that has closed. */
export const ENTRY_ACTS: readonly TaskAct[] = [
  {
    act: 'open-entry',
    label: '准予补报',
    who: ['office'],
    fields: z.object({ ...OBLIGATION_FIELDS, until: Day, reason: z.string().max(2000) }),
    options: [
      ...OBLIGATION_OPTIONS,
      ['--until <日期>', '准予补报到哪一天，如 2026-04-15；遇休息日按制度调整'],
      ['--reason <理由>', '理由，记入台账'],
    ],
    examples: [
      'duban act open-entry 3 --period 2026-02 --until 2026-04-15 --reason 纸面材料已按时送达',
    ],
    async content({ period, duty, unit, obligation, until, reason }, asking) {
      const named = { period, duty, unit, obligation } as Readonly<Record<string, string>>;
      const key = await obligationAsked(named, asking, shut(asking));
      return { kind: 'open-entry', obligation: key, until, reason };
    },
  },
];
