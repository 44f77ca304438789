import { Link } from '@tanstack/react-router';
import { useRead } from '../api/hooks.ts';
import { ToTarget } from '../marks/ToTarget.tsx';
import { paths } from '../paths.ts';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { useCampaign } from '../shell/useCampaign.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { Lights } from './Lights.tsx';
import { Ranking } from './Ranking.tsx';
import { Soon } from './Soon.tsx';
import { Trend } from './Trend.tsx';
import type { GlanceView } from './view.ts';
import '../forms/style.css';
import './style.css';

/** 总览: how a campaign stands, each figure opening the list of what it counts. */
export function Glance() {
  const { campaign, campaigns, isPending } = useCampaign();
  const { data, error, refetch } = useRead(
    'showGlance',
    { ...(campaign === undefined ? {} : { campaign }) },
    { enabled: campaign !== undefined },
  );
  if (isPending) return <Loading />;
  if (campaigns.length === 0) {
    return (
      <section>
        <h1>总览</h1>
        <Empty title="还没有专项行动">
          <p>督查室导入方案并启动以后，这里会显示亮灯、按时率和各单位的情况。</p>
        </Empty>
      </section>
    );
  }
  return (
    <section className="glance">
      <header className="glance-head">
        <h1>总览</h1>
        <CampaignChoice />
      </header>
      <Failure error={error} again={() => void refetch()} />
      {data === undefined ? error === null ? <Loading /> : null : <Body glance={data} />}
    </section>
  );
}

function Body({ glance }: { readonly glance: GlanceView }) {
  return (
    <>
      <p className="glance-words">{glance.words}</p>
      <p className="quiet">
        {glance.day.words} · 任务 {glance.tasks} 项，已办结 {glance.closed} 项 ·{' '}
        <Link to={paths.wall} search={{ campaign: glance.campaign }}>
          大屏
        </Link>
      </p>
      <Lights lights={glance.lights} />
      <div className="glance-two">
        <Trend trend={glance.trend} />
        <div>
          <Papers glance={glance} />
          <Soon soon={glance.soon} />
        </div>
      </div>
      <Ranking ranking={glance.ranking} />
    </>
  );
}

function Papers({ glance: { bulletins, interviews, campaign } }: { readonly glance: GlanceView }) {
  return (
    <div className="card">
      <h2>通报和约谈</h2>
      <p>
        <Link to={paths.bulletins} search={{ campaign }}>
          通报
        </Link>
        ：已签发 {bulletins.signed} 期，待签 {bulletins.waiting} 期。
        {bulletins.latest === null ? null : (
          <>
            最近一期：
            <ToTarget target={bulletins.latest.target}>{bulletins.latest.words}</ToTarget>
          </>
        )}
      </p>
      <p>
        <Link to={paths.interviews} search={{ campaign }}>
          约谈
        </Link>
        ：{interviews.words}
      </p>
    </div>
  );
}
