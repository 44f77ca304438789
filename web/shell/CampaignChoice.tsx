import { campaignNames } from './campaignNames.ts';
import { useCampaign } from './useCampaign.ts';
import './campaign.css';

/** Which campaign the page is about; nothing to choose where there is one. */
export function CampaignChoice() {
  const { campaign, campaigns, choose } = useCampaign();
  const names = campaignNames(campaigns);
  if (campaigns.length < 2) return <p className="quiet">{campaigns[0]?.title ?? ''}</p>;
  return (
    <label className="campaign-choice">
      专项行动{' '}
      <select value={campaign} onChange={(event) => choose(event.target.value)}>
        {campaigns.map(({ id }) => (
          <option key={id} value={id}>
            {names.get(id)}
          </option>
        ))}
      </select>
    </label>
  );
}
