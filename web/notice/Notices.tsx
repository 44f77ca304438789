import { useAddress, type Address } from '../address/useAddress.ts';
import { Link, useNavigate } from '@tanstack/react-router';
import type { InputOf } from '../../client/operations.ts';
import { useRead } from '../api/hooks.ts';
import { ToTarget } from '../marks/ToTarget.tsx';
import { paths } from '../paths.ts';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { useCampaign } from '../shell/useCampaign.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import '../acts/style.css';
import './style.css';

const STATES = [
  ['inbox', '已进收件箱'],
  ['waiting', '待送出'],
  ['sent', '已送达'],
  ['read', '已读'],
  ['failed', '发送失败'],
] as const;

type Asked = Address;

/** 通知: what went out, to whom, whether it arrived, and why. */
export function Notices() {
  const search = useAddress();
  const navigate = useNavigate();
  const { campaign } = useCampaign();
  const { type, recipient, task, state, after } = search;
  const input = { campaign, type, recipient, task, state, after } as InputOf<'listNotices'>;
  const { data, error, isPending, refetch } = useRead('listNotices', input, {
    enabled: campaign !== undefined,
  });
  const go = (next: Asked) => void navigate({ to: '.', search: { campaign, ...next } });
  const set = (name: keyof Asked, value: string) => {
    go({ ...search, after: undefined, [name]: value === '' ? undefined : value });
  };
  return (
    <>
      <h1>通知</h1>
      <CampaignChoice />
      <div className="notice-filters" role="search" aria-label="筛选通知">
        <label>
          种类{' '}
          <select value={type ?? ''} onChange={(event) => set('type', event.target.value)}>
            <option value="">全部</option>
            {(data?.types ?? []).map(({ value, words, count }) => (
              <option key={value} value={value}>
                {words}（{count}）
              </option>
            ))}
          </select>
        </label>
        <label>
          送达{' '}
          <select value={state ?? ''} onChange={(event) => set('state', event.target.value)}>
            <option value="">全部</option>
            {STATES.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
        {recipient === undefined && task === undefined ? null : (
          <button type="button" className="plain" onClick={() => go({})}>
            看全部通知
          </button>
        )}
      </div>
      {isPending ? <Loading /> : null}
      <Failure error={error} again={() => void refetch()} />
      {data === undefined ? null : <List {...{ data, search, go }} />}
    </>
  );
}

type List = NonNullable<ReturnType<typeof useRead<'listNotices'>>['data']>;

function List(props: {
  readonly data: List;
  readonly search: Asked;
  readonly go: (next: Asked) => void;
}) {
  const { data, search, go } = props;
  if (data.notices.length === 0) {
    return <Empty title="没有符合条件的通知">到了提醒、催办的时点，通知会出现在这里。</Empty>;
  }
  return (
    <>
      <p>共 {data.total} 条</p>
      <ul className="notice-list">
        {data.notices.map((notice) => (
          <li key={notice.id} className="card">
            <p>
              <time dateTime={notice.at}>{notice.words}</time> <strong>{notice.title}</strong>
            </p>
            <p className="notice-body">{notice.body}</p>
            <p className="quiet">
              送 {notice.recipientWords} · {notice.delivery.words}{' '}
              {notice.task === null ? null : (
                <ToTarget target={{ kind: 'task', campaign: notice.campaign, id: notice.task.key }}>
                  看任务
                </ToTarget>
              )}{' '}
              <Link to={paths.notice(notice.campaign, notice.id)}>为何发出</Link>
            </p>
          </li>
        ))}
      </ul>
      <p className="acts-row">
        {search.after === undefined ? null : (
          <button type="button" className="acts-button" onClick={() => window.history.back()}>
            上一页
          </button>
        )}
        {data.next === null ? null : (
          <button
            type="button"
            className="acts-button"
            onClick={() => go({ ...search, after: data.next ?? '' })}
          >
            下一页
          </button>
        )}
      </p>
    </>
  );
}
