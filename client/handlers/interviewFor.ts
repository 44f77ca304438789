import { term } from '../../domain/terms.ts';
import { unitsOf } from '../../store/campaigns.ts';
import { interviewsOf } from '../../store/timeline.ts';
import { refuse } from '../faultError.ts';
import type { Service } from '../service.ts';
import { unitFor, unitNamed } from './find.ts';
import { interviewsSeen } from './seen.ts';

/** The phases in which an act is waited for, and the act in words. */
export interface Waiting {
  readonly phases: readonly string[];
  readonly act: string;
}

/** The interview that an act is for, among those of which the actor hears: that of the unit which waits for it, or the only one. */
export async function interviewFor(
  { pool }: Service,
  campaign: string,
  name: string | undefined,
  { phases, act }: Waiting,
  actor: string,
): Promise<string> {
  const all = await interviewsSeen(pool, campaign, actor, await interviewsOf(pool, campaign));
  const units = await unitsOf(pool, campaign);
  const unit = name === undefined ? undefined : await unitFor(pool, campaign, name);
  const own = all.filter((interview) => unit === undefined || interview.unit === unit.id);
  const waiting = own.filter(({ phase }) => phases.includes(phase));
  const [only] = waiting.length === 1 ? waiting : own.length === 1 ? own : [];
  if (only) return only.process;
  const list = waiting
    .map(
      ({ process, unit: id, phase }) =>
        `${process}（${unitNamed(units, id)?.name ?? id}，${term(phase)}）`,
    )
    .join('、');
  const reason =
    waiting.length > 1
      ? `有 ${waiting.length} 件约谈待${act}`
      : `没有${unit?.name ?? ''}待${act}的约谈`;
  const hint = waiting.length > 1 ? `请写明是哪一件：${list}。` : '请核对待批事项。';
  return refuse('subject-unclear', { reason, hint });
}
