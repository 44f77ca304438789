import { useAddress } from '../address/useAddress.ts';
import { Link, useNavigate } from '@tanstack/react-router';
import type { OutputOf } from '../../client/operations.ts';
import { ActBar } from '../acts/ActBar.tsx';
import { useRead } from '../api/hooks.ts';
import { instantShort } from '../marks/instantShort.ts';
import { paths } from '../paths.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import './style.css';

type View = OutputOf<'showCampaign'>;

/** 专项行动: when it runs, how it stands as a whole, and what may be done about all of it. */
export function CampaignPage() {
  const { campaign = '' } = useAddress();
  const { data, error, isPending, refetch } = useRead('showCampaign', { campaign });
  const acts = useRead('listCampaignActs', { campaign });
  const navigate = useNavigate();
  // 转入正式: the trial has ended, what goes on is the campaign that it went live as
  const goOn = (answer: object) => {
    const { trial, campaign: live } = answer as { readonly trial?: string; campaign?: string };
    if (trial === campaign && live !== undefined) void navigate({ to: paths.campaign(live) });
  };
  if (isPending) return <Loading />;
  if (data === undefined) return <Failure error={error} again={() => void refetch()} />;
  return (
    <>
      <header className="card">
        <h1>{data.title}</h1>
        {data.trial === true ? <p>试运行：通知只送督查室，不送各单位。</p> : null}
        <WentLive view={data} />
        <p>
          {data.horizon.from} 至 {data.horizon.to} · {data.tasks} 项任务 · 启动{' '}
          {instantShort(data.startedAt)} · 首批通知 {instantShort(data.firstNoticesAt)}
        </p>
        <p className="quiet">
          编号 {data.id}；制度 {data.regime}；节假日安排公布到 {data.announcedThrough}
        </p>
        <nav className="office-day-line" aria-label="本专项行动">
          {[
            ['台账', paths.ledger],
            ['日历', paths.calendar],
            ['通报', paths.bulletins],
            ['约谈', paths.interviews],
            ['单位', paths.units],
            ['制度', paths.regime],
            ['任务层级', paths.tree],
            ['抽查', paths.samples],
          ].map(([words, to]) => (
            <Link key={to} to={to ?? ''} search={{ campaign: data.id }}>
              {words}
            </Link>
          ))}
        </nav>
        <Failure error={acts.error} />
        <ActBar key={data.id} acts={acts.data?.acts ?? []} about={data.title} onAnswer={goOn} />
      </header>
      <Coming view={data} />
      <Bulk campaign={data.id} />
    </>
  );
}

function WentLive({ view: { id, wentLive, startedAt, firstNoticesAt } }: { readonly view: View }) {
  if (wentLive === null) return null;
  const { trial, campaign } = wentLive;
  if (id === trial) {
    return (
      <p>
        试运行已结束，转入正式：<Link to={paths.campaign(campaign)}>打开正式的专项行动</Link>
      </p>
    );
  }
  return (
    <p role="status">
      由<Link to={paths.campaign(trial)}>试运行</Link>转入正式，{instantShort(startedAt)}
      启动。首批通知（{instantShort(firstNoticesAt)}）发出之前可以撤回启动。
    </p>
  );
}

function Coming({ view }: { readonly view: View }) {
  if (view.upcoming.length === 0) return null;
  return (
    <section className="card" aria-labelledby="coming">
      <h2 id="coming" className="office-title">
        接下来到期
      </h2>
      <ul>
        {view.upcoming.map(({ due, duty, title, period, provisional, expected }) => (
          <li key={`${duty}${period}${due}`}>
            {instantShort(due)}　{period}“{title}” {expected} 份{provisional ? '（暂定）' : ''}
          </li>
        ))}
      </ul>
    </section>
  );
}

const ACTS = { suspend: '暂停', resume: '恢复', extend: '顺延', exempt: '免报' } as const;

/** What has been done about many tasks at once, by its number. */
function Bulk({ campaign }: { readonly campaign: string }) {
  const { data } = useRead('listBulk', { campaign });
  if (data === undefined || data.acts.length === 0) return null;
  return (
    <section className="card" aria-labelledby="bulk-list">
      <h2 id="bulk-list" className="office-title">
        成批办理
      </h2>
      <ul>
        {data.acts.map(({ number, act, reason, at, tasks, obligations, void: refused }) => (
          <li key={number}>
            {instantShort(at)}　{number}　{ACTS[act]} {tasks} 项任务 {obligations} 期（{reason}）
            {refused === null ? '' : `——作废：${refused}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
