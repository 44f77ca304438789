import { useAddress } from '../address/useAddress.ts';
import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../client/operations.ts';
import { ActBar } from '../acts/ActBar.tsx';
import { useRead } from '../api/hooks.ts';
import { MarkSign } from '../marks/MarkSign.tsx';
import { WhenText } from '../marks/WhenText.tsx';
import { WhyFacts } from '../marks/WhyFacts.tsx';
import { paths } from '../paths.ts';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { useCampaign } from '../shell/useCampaign.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import './style.css';

type Card = OutputOf<'listInterviews'>['columns'][number]['cards'][number];

/** 约谈: every interview by how far it is, each with what may be done about it now. */
export function Board() {
  const { unit } = useAddress();
  const { campaign } = useCampaign();
  const input = { ...(campaign === undefined ? {} : { campaign }), ...(unit ? { unit } : {}) };
  const { data, error, isPending, refetch } = useRead('listInterviews', input, {
    enabled: campaign !== undefined,
  });
  return (
    <>
      <h1>约谈</h1>
      <CampaignChoice />
      {isPending && campaign !== undefined ? <Loading /> : null}
      <Failure error={error} again={() => void refetch()} />
      {data !== undefined && data.total === 0 ? (
        <Empty title="没有约谈">
          <p>任务连续未报，到了制度规定的次数，会自动提请约谈；批准与否由制度写明的领导决定。</p>
        </Empty>
      ) : null}
      {data === undefined || data.total === 0 ? null : (
        <div className="interviews-board">
          {data.columns.map((column) => (
            <section key={column.id} aria-labelledby={`column-${column.id}`}>
              <h2 id={`column-${column.id}`}>
                {column.title} <span className="quiet">{column.count}</span>
              </h2>
              <p className="quiet">{column.hint}</p>
              {column.cards.map((card) => (
                <One key={card.process} card={card} />
              ))}
            </section>
          ))}
        </div>
      )}
    </>
  );
}

function One({ card }: { readonly card: Card }) {
  return (
    <article className="card">
      <h3>
        <Link to={paths.interview(card.process)}>{card.unit.name}</Link>{' '}
        <MarkSign mark={card.mark} />
      </h3>
      <p>
        {card.words} <WhyFacts why={card.why} />
      </p>
      {card.limit === null ? null : (
        <p>
          <WhenText when={card.limit} />
        </p>
      )}
      {card.approver === null ? null : <p className="quiet">等待 {card.approver}</p>}
      <ActBar acts={card.acts.map(quietly)} about={`约谈${card.unit.name}`} />
    </article>
  );
}

/** Of many cards none is the strongest. */
function quietly(act: Card['acts'][number]): Card['acts'][number] {
  return { ...act, main: false };
}
