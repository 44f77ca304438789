import { Link } from '@tanstack/react-router';
import { ActBar } from '../acts/ActBar.tsx';
import { useRead } from '../api/hooks.ts';
import { instantShort } from '../marks/instantShort.ts';
import { MarkSign } from '../marks/MarkSign.tsx';
import { WhenText } from '../marks/WhenText.tsx';
import { WhyFacts } from '../marks/WhyFacts.tsx';
import { paths } from '../paths.ts';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { useCampaign } from '../shell/useCampaign.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';

/** 通报: the bulletins of a campaign, what waits for a signature first. */
export function Bulletins() {
  const { campaign } = useCampaign();
  const { data, error, isPending, refetch } = useRead(
    'listBulletins',
    campaign === undefined ? {} : { campaign },
    { enabled: campaign !== undefined },
  );
  return (
    <>
      <h1>通报</h1>
      <CampaignChoice />
      {isPending && campaign !== undefined ? <Loading /> : null}
      <Failure error={error} again={() => void refetch()} />
      {data !== undefined && data.bulletins.length === 0 ? (
        <Empty title="还没有通报">
          <p>到了制度写明的统计截止日，会自动拟出一期通报，请有权的人签发。</p>
        </Empty>
      ) : null}
      {(data?.bulletins ?? []).map((card) => (
        <article key={`${card.campaign}/${card.id}`} className="card">
          <h2>
            <Link to={paths.bulletin(card.campaign, card.target.id)}>
              {card.number === null ? '' : `第${card.number}期　`}
              {card.periodWords}“{card.title}”
            </Link>
          </h2>
          <p>
            <MarkSign mark={card.mark} /> <strong>{card.phaseWords}</strong>　{card.words}{' '}
            <WhyFacts why={card.why} />
          </p>
          <p className="quiet">
            统计截止{' '}
            <span title={card.cutOff.rule ?? undefined}>{instantShort(card.cutOff.at)}</span>
            {card.limit === null ? null : (
              <>
                {'　'}签发时限 <WhenText when={card.limit} />
              </>
            )}
            {'　'}签发人 {card.approver}
          </p>
          <ActBar acts={card.acts} about={`${card.periodWords}“${card.title}”`} />
        </article>
      ))}
    </>
  );
}
