import { campaignStates } from '../../store/standings.ts';
import { pageOf } from '../listPage.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { campaignSeen } from './seen.ts';

/** The campaigns of which the actor reads anything, the newest first. */
export async function listCampaigns(
  { pool }: Service,
  input: TakenOf<'listCampaigns'>,
  actor: string,
): Promise<OutputOf<'listCampaigns'>> {
  const isSeen = await campaignSeen(pool, actor);
  const rows = (await campaignStates(pool)).filter(({ id }) => isSeen(id));
  const { page, next } = pageOf(rows, ({ id }) => id, input);
  return { campaigns: page.map(lineOfCampaign), next };
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
