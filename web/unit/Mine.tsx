import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { ActBar } from '../acts/ActBar.tsx';
import { useRead } from '../api/hooks.ts';
import { gateTitle } from '../marks/gateTitle.ts';
import { MarkSign } from '../marks/MarkSign.tsx';
import { ToTarget } from '../marks/ToTarget.tsx';
import { WhenText } from '../marks/WhenText.tsx';
import { WhyFacts } from '../marks/WhyFacts.tsx';
import { paths } from '../paths.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { CalledIn } from './CalledIn.tsx';
import { DutyCard } from './DutyCard.tsx';
import './style.css';

type Duties = OutputOf<'showDuties'>;

interface Search {
  readonly campaign?: string;
  readonly after?: string;
  readonly closed?: 'true';
}

/** 我的待办: what a unit has to report, what happens if it does not, and what else is asked of it. */
export function Mine() {
  const { campaign, after, closed }: Search = useSearch({ strict: false });
  const isClosed = closed === 'true';
  const list = {
    ...(campaign === undefined ? {} : { campaign }),
    ...(isClosed ? { closed } : {}),
  };
  const input = { ...list, ...(after === undefined ? {} : { after }) };
  const { data, error, isPending, refetch } = useRead('showDuties', input);
  if (data === undefined) {
    return isPending ? <Loading /> : <Failure error={error} again={() => void refetch()} />;
  }
  const { duties, next } = data;
  return (
    <>
      <header className="unit-head">
        <h1>{data.words}</h1>
        <span className="quiet">
          {data.unit} · {data.day.words}
        </span>
        {duties.length > 3 ? <Link to={paths.batch}>要报的多？用一张表一次报完</Link> : null}
      </header>
      <Failure error={error} />
      <CalledIn called={data.called} />
      <AskedOfUs asked={data.asked} />
      {duties.length === 0 ? (
        <Empty title={data.words}>
          <p>到了填报期，要报的事项会出现在这里，也会发通知给联络员。</p>
          <p>
            <Link to={paths.sent}>看已经报过的内容</Link>
          </p>
        </Empty>
      ) : (
        <DutyList duties={duties} />
      )}
      <nav className="unit-row" aria-label="翻页">
        {after === undefined ? null : (
          <Link to={paths.mine} search={list}>
            回到第一页
          </Link>
        )}
        <OtherList data={data} campaign={campaign} isClosed={isClosed} />
        {next === null ? null : (
          <Link to={paths.mine} search={{ ...input, after: next }}>
            下一页（共 {isClosed ? data.closed : data.total} 项）
          </Link>
        )}
      </nav>
    </>
  );
}

/** From what can be reported to what has closed, and back. */
function OtherList(given: {
  readonly data: Duties;
  readonly campaign: string | undefined;
  readonly isClosed: boolean;
}) {
  const { data, campaign, isClosed } = given;
  const own = campaign === undefined ? {} : { campaign };
  if (isClosed) {
    return (
      <Link to={paths.mine} search={own}>
        回到可以报的 {data.total} 项
      </Link>
    );
  }
  if (data.closed === 0) return null;
  return (
    <Link to={paths.mine} search={{ ...own, closed: 'true' }}>
      已截止填报、没有报的 {data.closed} 项
    </Link>
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
  // what was done is told here: its matter is gone from the list
  const [done, setDone] = useState('');
  if (asked.length === 0 && done === '') return null;
  return (
    <section className="card" aria-labelledby="asked">
      <h2 id="asked" className="unit-title">
        还要您办理 {asked.length} 件
      </h2>
      {done === '' ? null : (
        <p className="acts-done" role="status">
          {done}
        </p>
      )}
      <ul className="unit-list">
        {asked.map((gate) => (
          <li key={gate.id}>
            <p>
              <MarkSign mark={gate.mark} /> <strong>{gate.kindWords}</strong>{' '}
              <ToTarget target={gate.target}>{gateTitle(gate)}</ToTarget>{' '}
              <WhenText when={gate.limit} />
            </p>
            <p>
              {gate.reason} <WhyFacts why={gate.why} />
            </p>
            {gate.ifNothing === null ? null : <p className="quiet">{gate.ifNothing.words}</p>}
            {gate.acts.filter(isReport).map(({ label, input }) => (
              <p key={label} className="unit-row">
                <Link className="unit-button main" to={paths.report} search={placeIn(input)}>
                  {label}
                </Link>
              </p>
            ))}
            {gate.acts.length > 0 ? null : <p className="quiet">请由本单位负责人登录办理。</p>}
            <ActBar
              acts={gate.acts.filter((act) => !isReport(act))}
              about={gate.title}
              onDone={setDone}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

type Act = Duties['asked'][number]['acts'][number];

/** A report has a page of its own. */
function isReport({ operation }: Act): boolean {
  return operation === 'submitReport';
}

function placeIn({ campaign, task, obligation }: Act['input']) {
  return { campaign, task, obligation };
}
