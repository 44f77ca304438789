import { Link } from '@tanstack/react-router';
import { useRead } from '../api/hooks.ts';
import { paths } from '../paths.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { Why } from '../signs/Why.tsx';
import { Campaigns } from './Campaigns.tsx';
import { DayCounts } from './DayCounts.tsx';
import { Waiting } from './Waiting.tsx';
import './style.css';

const MOST = 100;

/** 今日: what needs the office today, what falls due, and who has too much. */
export function Today() {
  const { data, error, isPending, refetch } = useRead('showToday', { limit: MOST });
  if (isPending) return <Loading />;
  if (data === undefined) return <Failure error={error} again={() => void refetch()} />;
  const { day } = data;
  return (
    <>
      <div className="office-head">
        <div>
          <h1 className="office-h1">
            今日 <span className="office-day">{day.words}</span>
          </h1>{' '}
          <Why label="为何">
            {day.why}
            {day.provisional ? '（暂定：当年节假日尚未公布）' : ''}
          </Why>
        </div>
        <Link to={paths.wizard} className="acts-button">
          导入方案
        </Link>
      </div>
      <Failure error={error} />
      <Waiting today={data} />
      <DayCounts today={data} />
      <Campaigns campaigns={data.campaigns} />
    </>
  );
}
