import { useNavigate, useSearch } from '@tanstack/react-router';
import type { OutputOf } from '../../client/operations.ts';
import { useRead } from '../api/hooks.ts';

export type Line = OutputOf<'listCampaigns'>['campaigns'][number];

/** So many that run are offered: more than anybody has at once. */
const MOST_OPEN = 100;

/** The campaign that the page is about: the one in its address, else the newest that still runs. */
export function useCampaign() {
  const { campaign: asked }: { readonly campaign?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const open = useRead('listCampaigns', {
    ...{ state: 'open', limit: MOST_OPEN },
    ...(asked === undefined ? {} : { also: asked }),
  });
  const none = open.data?.campaigns.length === 0 && open.data.ended > 0;
  const ended = useRead('listCampaigns', { state: 'ended', limit: 1 }, { enabled: none });
  const campaigns = (none ? ended.data?.campaigns : open.data?.campaigns) ?? [];
  const id = asked ?? newest(campaigns)?.id;
  const choose = (campaign: string) =>
    void navigate({ to: '.', search: { campaign }, replace: true });
  return {
    ...{ campaign: id, campaigns, choose, error: open.error ?? ended.error },
    isPending: open.isPending || (none && ended.isPending),
    /** How many have ended; they are listed when they are asked for. */
    ended: open.data?.ended ?? 0,
  };
}

function newest(campaigns: readonly Line[]): Line | undefined {
  const byAge = campaigns.toSorted((one, other) => (one.id < other.id ? 1 : -1));
  return byAge.find(({ state }) => state !== 'ended') ?? byAge[0];
}
