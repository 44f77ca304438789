import { Link, useSearch } from '@tanstack/react-router';
import type { OutputOf } from '../../client/operations.ts';
import { ActBar } from '../acts/ActBar.tsx';
import { useRead } from '../api/hooks.ts';
import { MarkSign } from '../marks/MarkSign.tsx';
import { ToTarget } from '../marks/ToTarget.tsx';
import { WhenText } from '../marks/WhenText.tsx';
import { WhyFacts } from '../marks/WhyFacts.tsx';
import { paths } from '../paths.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { DutyCard, isClosed } from './DutyCard.tsx';
import './style.css';

type Duties = OutputOf<'showDuties'>;

/** What can still be reported; what has closed is counted apart, where the page shows all of it. */
function headline({ words, total, late, next }: Duties, closed: number): string {
  if (closed === 0 || next !== null) return words;
  if (total === closed) return '目前没有可以报的';
  return `要报 ${total - closed} 项${late > closed ? `，其中 ${late - closed} 项逾期` : ''}`;
}

/** 我的待办: what a unit has to report, what happens if it does not, and what else is asked of it. */
export function Mine() {
  const search: { readonly campaign?: string; readonly after?: string } = useSearch({
    strict: false,
  });
  const { campaign, after } = search;
  const input = {
    ...(campaign === undefined ? {} : { campaign }),
    ...(after === undefined ? {} : { after }),
  };
  const { data, error, isPending, refetch } = useRead('showDuties', input);
  if (data === undefined) {
    return isPending ? <Loading /> : <Failure error={error} again={() => void refetch()} />;
  }
  const { duties, next } = data;
  const closed = duties.filter(isClosed);
  return (
    <>
      <header className="unit-head">
        <h1>{headline(data, closed.length)}</h1>
        <span className="quiet">
          {data.unit} · {data.day.words}
        </span>
        {duties.length > 3 ? <Link to={paths.batch}>要报的多？用一张表一次报完</Link> : null}
      </header>
      <Failure error={error} />
      <AskedOfUs asked={data.asked} />
      {duties.length === 0 ? (
        <Empty title="目前没有要报的">
          <p>到了填报期，要报的事项会出现在这里，也会发通知给联络员。</p>
          <p>
            <Link to={paths.sent}>看已经报过的内容</Link>
          </p>
        </Empty>
      ) : (
        <DutyList duties={duties.filter((duty) => !isClosed(duty))} />
      )}
      {closed.length === 0 ? null : (
        <details>
          <summary>已截止填报、没有报的 {closed.length} 项</summary>
          <DutyList duties={closed} />
        </details>
      )}
      <nav className="unit-row" aria-label="翻页">
        {after === undefined ? null : (
          <Link to={paths.mine} search={campaign === undefined ? {} : { campaign }}>
            回到第一页
          </Link>
        )}
        {next === null ? null : (
          <Link to={paths.mine} search={{ ...input, after: next }}>
            下一页（共 {data.total} 项）
          </Link>
        )}
      </nav>
    </>
  );
}

function DutyList({ duties }: Pick<Duties, 'duties'>) {
  return (
    <ul className="unit-list">
      {duties.map((duty) => (
        <DutyCard key={duty.id} duty={duty} />
      ))}
    </ul>
  );
}

/** 签收、说明、整改……: what waits for the unit besides reports. */
function AskedOfUs({ asked }: { readonly asked: Duties['asked'] }) {
  if (asked.length === 0) return null;
  return (
    <section className="card" aria-labelledby="asked">
      <h2 id="asked" className="unit-title">
        还要您办理 {asked.length} 件
      </h2>
      <ul className="unit-list">
        {asked.map((gate) => (
          <li key={gate.id}>
            <p>
              <MarkSign mark={gate.mark} /> <strong>{gate.kindWords}</strong>{' '}
              <ToTarget target={gate.target}>{gate.title}</ToTarget> <WhenText when={gate.limit} />
            </p>
            <p>
              {gate.reason} <WhyFacts why={gate.why} />
            </p>
            {gate.ifNothing === null ? null : <p className="quiet">{gate.ifNothing.words}</p>}
            <ActBar acts={gate.acts} about={gate.title} />
          </li>
        ))}
      </ul>
    </section>
  );
}
