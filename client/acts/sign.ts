import { unitActing } from '../../domain/machine.ts';
import { z } from 'zod';
import { unitFor } from '../handlers/find.ts';
import { refuse } from '../faultError.ts';
import type { Asking, TaskAct } from './act.ts';

const Reason = z.string().max(2000);
const Name = z.string().min(1).max(200);

/** The unit that is meant: as named by the office, else the one that asks. */
async function unitIn(unit: unknown, { service, context, actor }: Asking): Promise<string> {
  if (typeof unit === 'string') return (await unitFor(service.pool, context.campaign, unit)).id;
  return unitActing(actor) ?? refuse('content-missing', { what: '单位' });
}

async function decided(
  accept: boolean,
  { unit, reason, to }: Readonly<Record<string, unknown>>,
  asking: Asking,
) {
  const { service, context } = asking;
  const taker = typeof to === 'string' ? await unitFor(service.pool, context.campaign, to) : null;
  return {
    ...{ kind: 'decide-return' as const, unit: await unitIn(unit, asking), accept, reason },
    ...(taker === null ? {} : { to: taker }),
  };
}

const REASON = ['--reason <理由>', '理由，记入台账'] as const;
const UNIT = ['--unit <单位>', '哪个单位'] as const;

/** 签收、退回、转办、移交. */
export const SIGN_ACTS: readonly TaskAct[] = [
  {
    act: 'sign',
    label: '签收任务',
    who: ['unit', 'office'],
    fields: z.object({ unit: Name.optional() }),
    options: [['--unit <单位>', '纸面签收由督查室代为登记时写明单位']],
    examples: ['duban act sign 3 --as unit:区发改局'],
    content: async ({ unit }, asking) => ({ kind: 'sign', unit: await unitIn(unit, asking) }),
  },
  {
    act: 'return-task',
    label: '退回任务',
    who: ['unit'],
    fields: z.object({ reason: Reason, suggest: Name.optional() }),
    options: [REASON, ['--suggest <单位>', '认为应由哪个单位承办']],
    examples: [
      'duban act return-task 3 --as unit:区发改局 --reason 不属本单位职责 --suggest 区住建局',
    ],
  },
  {
    act: 'accept-return',
    label: '同意退回并移交',
    who: ['office', 'principal', 'post'],
    fields: z.object({ unit: Name, to: Name, reason: Reason }),
    options: [UNIT, ['--to <单位>', '由哪个单位承办'], REASON],
    examples: [
      'duban act accept-return 3 --as post:区政府分管领导 --unit 区发改局 --to 区住建局 --reason 职责在区住建局',
    ],
    content: (fields, asking) => decided(true, fields, asking),
  },
  {
    act: 'refuse-return',
    label: '不同意退回',
    who: ['office', 'principal', 'post'],
    fields: z.object({ unit: Name, reason: Reason }),
    options: [UNIT, REASON],
    content: (fields, asking) => decided(false, fields, asking),
  },
  {
    act: 'delegate',
    label: '转办',
    who: ['unit'],
    fields: z.object({ to: z.string().max(60).default('') }),
    options: [['--to <科室>', '由本单位哪个科室或岗位办理；不写为收回']],
    examples: ['duban act delegate 3 --as unit:区发改局 --to 规划科'],
    content: ({ to }) => ({ kind: 'delegate', to: String(to) }),
  },
  {
    act: 'transfer',
    label: '移交任务',
    who: ['office'],
    fields: z.object({ from: Name, to: z.array(Name).min(1).max(20), reason: Reason }),
    options: [['--from <单位>', '原承办单位'], ['--to <单位...>', '接办单位'], REASON],
    examples: ['duban act transfer 3 --from 区发改局 --to 区住建局 --reason 职责调整'],
    async content({ from, to, reason }, { service, context }) {
      const { pool } = service;
      const named = (name: string) => unitFor(pool, context.campaign, name);
      return {
        kind: 'transfer',
        ...{ from: (await named(String(from))).id, reason, what: 'transfer' },
        to: await Promise.all((to as string[]).map(named)),
      };
    },
  },
];
