import { useNavigate, useSearch } from '@tanstack/react-router';
import type { OutputOf } from '../../client/operations.ts';
import { useRead } from '../api/hooks.ts';

type Line = OutputOf<'listCampaigns'>['campaigns'][number];

/** The campaign that the page is about: the one in its address, else the newest that still runs. */
export function useCampaign() {
  const { campaign: asked }: { readonly campaign?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { data, isPending, error } = useRead('listCampaigns', {});
  const campaigns = data?.campaigns ?? [];
  const id = asked ?? newest(campaigns)?.id;
  const choose = (campaign: string) =>
    void navigate({ to: '.', search: { campaign }, replace: true });
  return { campaign: id, campaigns, isPending, error, choose };
}

function newest(campaigns: readonly Line[]): Line | undefined {
  const byAge = campaigns.toSorted((one, other) => (one.id < other.id ? 1 : -1));
  return byAge.find(({ state }) => state !== 'ended') ?? byAge[0];
}
