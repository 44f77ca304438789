import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../client/operations.ts';
import { paths } from '../paths.ts';
import { campaignNames } from '../shell/campaignNames.ts';
import { Empty } from '../signs/Empty.tsx';

const STATES: Readonly<Record<string, string>> = {
  starting: '正在启动',
  running: '在办',
  paused: '已暂停',
  'looking-back': '回头看',
  ended: '已结束',
};

/** 专项行动 in progress, each with its ledger and its own acts. */
export function Campaigns(props: { readonly campaigns: OutputOf<'showToday'>['campaigns'] }) {
  const { campaigns } = props;
  const names = campaignNames(campaigns);
  return (
    <section className="card" aria-labelledby="campaigns">
      <h2 id="campaigns" className="office-title">
        专项行动
      </h2>
      {campaigns.length === 0 ? (
        <Empty title="还没有专项行动">
          <p>
            <Link to={paths.wizard}>导入一份方案</Link>，核对、推演后启动，任务就会出现在这里。
          </p>
        </Empty>
      ) : (
        <ul className="office-campaigns">
          {campaigns.map(({ id, state, tasks }) => (
            <li key={id}>
              <Link to={paths.ledger} search={{ campaign: id }}>
                {names.get(id)}
              </Link>{' '}
              <span className="quiet">
                {STATES[state] ?? state} · {tasks} 项任务
              </span>{' '}
              <Link to={paths.campaign(id)}>管理</Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
