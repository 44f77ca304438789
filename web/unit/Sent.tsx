import { Link, useSearch } from '@tanstack/react-router';
import type { OutputOf } from '../../client/operations.ts';
import { useRead } from '../api/hooks.ts';
import { EvidenceList } from '../files/EvidenceList.tsx';
import { paths } from '../paths.ts';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { useCampaign } from '../shell/useCampaign.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import './style.css';

type Line = OutputOf<'listSent'>['sent'][number];

/** 已报: every version that the unit has sent, the newest first, as it was received. */
export function Sent() {
  const { campaign } = useCampaign();
  const search: { readonly after?: string } = useSearch({ strict: false });
  const { after } = search;
  const input = {
    ...(campaign === undefined ? {} : { campaign }),
    ...(after === undefined ? {} : { after }),
  };
  const { data, error, isPending, refetch } = useRead('listSent', input, {
    enabled: campaign !== undefined,
  });
  return (
    <>
      <h1>已报的内容</h1>
      <CampaignChoice />
      {data === undefined && isPending ? <Loading /> : null}
      <Failure error={error} again={() => void refetch()} />
      {data?.sent.length === 0 ? (
        <Empty title="还没有报送过">
          <p>
            报送以后，每一版的内容、收到的时间和判定都在这里。
            <Link to={paths.mine}>去看要报什么</Link>
          </p>
        </Empty>
      ) : null}
      <ol className="unit-list">
        {data?.sent.map((line) => (
          <SentLine key={line.requestId} line={line} campaign={data.campaign} />
        ))}
      </ol>
      {data === undefined || data.next === null ? null : (
        <Link to={paths.sent} search={{ campaign: data.campaign, after: data.next }}>
          更早的
        </Link>
      )}
    </>
  );
}

function SentLine({ line, campaign }: { readonly line: Line; readonly campaign: string }) {
  const { no, title, occasion, verdict, version, text, nil, value } = line;
  return (
    <li className="card">
      <p className="unit-entry-title">
        <strong>{line.words}</strong> {occasion}{' '}
        <Link to={paths.task(campaign, line.task)}>
          {no === null ? '' : `${no} `}
          {title}
        </Link>
      </p>
      <p className="quiet">
        {line.by}
        {version === null ? '' : `，第 ${version} 版`}，
        {verdict === null ? '尚未判定' : `判定：${verdict}`}
      </p>
      {nil === null ? null : <p>本期没有新情况：{nil}</p>}
      {text === '' ? null : <p className="unit-text">{text}</p>}
      {value === null ? null : <p>本期完成数：{value}</p>}
      {line.fields.map((field) => (
        <p key={field.label}>
          {field.label}：{field.value}
        </p>
      ))}
      {line.obstacle === null ? null : <p>需协调：{line.obstacle}</p>}
      <EvidenceList files={line.evidence} campaign={campaign} />
    </li>
  );
}
