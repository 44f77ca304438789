import { campaignPhases, campaignStates } from '../../store/standings.ts';
import { pageOf } from '../listPage.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { campaignSeen } from './seen.ts';

/** The campaigns of which the actor reads anything: those that run before those that have ended, the newest first. */
export async function listCampaigns(
  { pool }: Service,
  input: TakenOf<'listCampaigns'>,
  actor: string,
): Promise<OutputOf<'listCampaigns'>> {
  const [isSeen, phases] = await Promise.all([campaignSeen(pool, actor), campaignPhases(pool)]);
  const seen = phases.filter(({ id }) => isSeen(id));
  const open = seen.filter(({ state }) => state !== 'ended');
  const ended = seen.filter(({ state }) => state === 'ended');
  const asked = { open, ended, all: [...open, ...ended] }[input.state ?? 'all'];
  const { page, next } = pageOf(asked, ({ id }) => id, input);
  const also = input.after === undefined ? seen.filter(({ id }) => id === input.also) : [];
  const ids = [...new Set([...page, ...also].map(({ id }) => id))];
  const rows = new Map((await campaignStates(pool, ids)).map((row) => [row.id, row]));
  return {
    campaigns: ids.flatMap((id) => rows.get(id) ?? []).map(lineOfCampaign),
    ...{ next, ended: ended.length },
  };
}

type State = Awaited<ReturnType<typeof campaignStates>>[number];

export function lineOfCampaign({
  createdAt,
  trial,
  ...row
}: State): OutputOf<'listCampaigns'>['campaigns'][number] {
  const mark = trial ? { trial: true as const } : {};
  return { ...row, ...mark, createdAt: createdAt.toISOString() };
}
