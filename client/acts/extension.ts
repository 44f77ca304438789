import { z } from 'zod';
import { openExtension } from '../../domain/extensionState.ts';
import { Day, epoch } from '../../domain/instant.ts';
import { lineNow } from '../handlers/find.ts';
import type { ActContent, Asking, TaskAct } from './act.ts';
import { OBLIGATION_FIELDS, OBLIGATION_OPTIONS, obligationAsked } from './obligationAsked.ts';

const Reason = z.string().max(2000);
const Confirm = z.boolean().optional();
const UNTIL = ['--until <日期>', '延到哪一天，如 2026-04-15'] as const;
const CONFIRM = ['--confirm', '所写日期是休息日的，同意按制度调整后的日期'] as const;
const REASON = ['--reason <理由>', '理由，记入台账'] as const;

/** What is open and still ahead of its due instant. */
function ahead({ now, at }: Asking): (key: string) => boolean {
  const { byKey } = lineNow(now);
  return (key) => {
    const { opens = at, due = at } = byKey.get(key)?.slot.instants ?? {};
    const open = epoch(opens) <= epoch(at) && epoch(due) >= epoch(at);
    return open && now.state.entries[key]?.verdict === undefined;
  };
}

function asked({ now }: Asking): (key: string) => boolean {
  return (key) => openExtension(now.state, key) !== undefined;
}

async function about(
  kind: ActContent['kind'],
  { period, duty, unit, obligation, ...said }: Readonly<Record<string, unknown>>,
  asking: Asking,
  waits: (key: string) => boolean = asked(asking),
): Promise<ActContent> {
  const named = { period, duty, unit, obligation } as Readonly<Record<string, string>>;
  return { kind, ...said, obligation: await obligationAsked(named, asking, waits) };
}

/** 延期: asked for by the unit before due, checked by the clerk, decided by the post that the regime names. */
export const EXTENSION_ACTS: readonly TaskAct[] = [
  {
    act: 'extend',
    label: '申请延期',
    who: ['unit'],
    fields: z.object({
      ...OBLIGATION_FIELDS,
      until: Day,
      reason: Reason,
      progress: Reason,
      confirm: Confirm,
    }),
    options: [...OBLIGATION_OPTIONS, UNTIL, REASON, ['--progress <进展>', '目前进展'], CONFIRM],
    examples: [
      'duban act extend 3 --as unit:区发改局 --until 2026-04-15 --reason 评审延后 --progress 完成八成',
    ],
    content: (fields, asking) => about('extend', fields, asking, ahead(asking)),
  },
  {
    act: 'pass-extension',
    label: '延期初审',
    who: ['office', 'principal', 'post'],
    fields: z.object({ ...OBLIGATION_FIELDS, opinion: Reason }),
    options: [...OBLIGATION_OPTIONS, ['--opinion <意见>', '初审意见，随申请送审定人']],
    examples: ['duban act pass-extension 3 --opinion 情况属实'],
    content: (fields, asking) => about('pass-extension', fields, asking),
  },
  {
    act: 'approve-extension',
    label: '批准延期',
    who: ['office', 'principal', 'post'],
    fields: z.object({
      ...OBLIGATION_FIELDS,
      until: Day.optional(),
      note: Reason.optional(),
      confirm: Confirm,
    }),
    options: [
      ...OBLIGATION_OPTIONS,
      ['--until <日期>', '另定的日期；不写即按申请的日期'],
      ['--note <附言>', '附言'],
      CONFIRM,
    ],
    examples: ['duban act approve-extension 3 --as post:区政府分管领导 --until 2026-04-10'],
    content: (fields, asking) => about('approve-extension', fields, asking),
  },
  {
    act: 'refuse-extension',
    label: '不批准延期',
    who: ['office', 'principal', 'post'],
    fields: z.object({ ...OBLIGATION_FIELDS, reason: Reason }),
    options: [...OBLIGATION_OPTIONS, REASON],
    content: (fields, asking) => about('refuse-extension', fields, asking),
  },
  {
    act: 'withdraw-extension',
    label: '撤回延期申请',
    who: ['unit'],
    fields: z.object({ ...OBLIGATION_FIELDS, reason: Reason }),
    options: [...OBLIGATION_OPTIONS, REASON],
    content: (fields, asking) => about('withdraw-extension', fields, asking),
  },
];
