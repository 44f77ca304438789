import { useCampaign } from './useCampaign.ts';

/** Which campaign the page is about; nothing to choose where there is one. */
export function CampaignChoice() {
  const { campaign, campaigns, choose } = useCampaign();
  if (campaigns.length < 2) return <p className="quiet">{campaigns[0]?.title ?? ''}</p>;
  return (
    <label className="campaign-choice">
      专项行动{' '}
      <select value={campaign} onChange={(event) => choose(event.target.value)}>
        {campaigns.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
