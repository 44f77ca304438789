import { useState } from 'react';
import { useRead } from '../api/hooks.ts';
import { campaignNames } from './campaignNames.ts';
import { useCampaign, type Line } from './useCampaign.ts';
import './campaign.css';

/** So many that have ended are listed at a time. */
const STEP = 20;
const MOST = 500;

/** Which campaign the page is about; nothing to choose where there is one. Those that have ended come when they are asked for. */
export function CampaignChoice() {
  const { campaign, campaigns, ended, choose } = useCampaign();
  const [listed, setListed] = useState(0);
  const past = useRead(
    'listCampaigns',
    { state: 'ended', limit: Math.max(1, listed) },
    { enabled: listed > 0 },
  );
  const over = listed > 0 ? (past.data?.campaigns ?? []) : [];
  const all = [...campaigns, ...over.filter((one) => campaigns.every(({ id }) => id !== one.id))];
  const left = ended - all.filter(isEnded).length;
  const more =
    left > 0 && listed < MOST ? (
      <button
        type="button"
        className="plain"
        onClick={() => setListed(Math.min(MOST, listed + STEP))}
      >
        {listed === 0 ? `另有 ${left} 个已结束的` : `更早结束的 ${left} 个`}
      </button>
    ) : null;
  return (
    <div className="campaign-choice">
      {all.length < 2 ? (
        <p className="quiet">{all[0]?.title ?? ''}</p>
      ) : (
        <Choice {...{ campaign, all, choose }} />
      )}
      {more}
    </div>
  );
}

function isEnded({ state }: Line): boolean {
  return state === 'ended';
}

function Choice(props: {
  readonly campaign: string | undefined;
  readonly all: readonly Line[];
  readonly choose: (campaign: string) => void;
}) {
  const { campaign, all, choose } = props;
  const names = campaignNames(all);
  const options = (lines: readonly Line[]) =>
    lines.map(({ id }) => (
      <option key={id} value={id}>
        {names.get(id)}
      </option>
    ));
  const past = all.filter(isEnded);
  return (
    <label>
      专项行动{' '}
      <select value={campaign} onChange={(event) => choose(event.target.value)}>
        {options(all.filter((one) => !isEnded(one)))}
        {past.length === 0 ? null : <optgroup label="已结束">{options(past)}</optgroup>}
      </select>
    </label>
  );
}
