import { unitActing } from '../../domain/machine.ts';
import { z } from 'zod';
import { Day } from '../../domain/instant.ts';
import { unitFor } from '../handlers/find.ts';
import type { Asking, TaskAct } from './act.ts';

const Obstacle = z.coerce.number().int().min(1);
const OBSTACLE = ['--obstacle <序号>', '第几项；见 duban obstacles'] as const;

/** A unit by its name, or a post as it is. */
async function ownerAsked(owner: unknown, { service, context }: Asking) {
  const named = String(owner);
  if (['office', 'principal'].includes(named) || named.startsWith('post:')) return { owner: named };
  const unit = await unitFor(service.pool, context.campaign, unitActing(named) ?? named);
  return { owner: `unit:${unit.id}`, unit };
}

/** 需协调事项: assigned by the 调度 meeting, resolved by its owner. */
export const OBSTACLE_ACTS: readonly TaskAct[] = [
  {
    act: 'assign-obstacle',
    label: '交办需协调事项',
    who: ['office', 'principal'],
    fields: z.object({
      obstacle: Obstacle,
      owner: z.string().min(1).max(200),
      until: Day,
    }),
    options: [
      OBSTACLE,
      ['--owner <承办>', '单位名称，或 post:职务'],
      ['--until <日期>', '办理时限，当日17:00'],
    ],
    examples: ['duban act assign-obstacle 3 --obstacle 1 --owner 区住建局 --until 2026-04-15'],
    content: async ({ obstacle, owner, until }, asking) => ({
      ...{ kind: 'assign-obstacle' as const, obstacle, until },
      ...(await ownerAsked(owner, asking)),
    }),
  },
  {
    act: 'resolve-obstacle',
    label: '办结需协调事项',
    who: ['office', 'principal', 'unit', 'post'],
    fields: z.object({ obstacle: Obstacle, text: z.string().max(2000) }),
    options: [OBSTACLE, ['--text <结果>', '办理结果']],
    examples: ['duban act resolve-obstacle 3 --obstacle 1 --as unit:区住建局 --text 用地已落实'],
  },
];
