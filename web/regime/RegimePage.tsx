import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useRead } from '../api/hooks.ts';
import { door } from '../api/door.ts';
import { instantText } from '../forms/instantText.ts';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { useCampaign } from '../shell/useCampaign.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { RegimeChange } from './RegimeChange.tsx';
import { WithdrawRegime } from './WithdrawRegime.tsx';
import './style.css';
import '../forms/style.css';

type View = OutputOf<'showRegime'>;

/** 制度: the rules of a running campaign in sentences, their versions, and how they are changed. */
export function RegimePage() {
  const { campaign, isPending, error } = useCampaign();
  return (
    <>
      <h1>制度</h1>
      <CampaignChoice />
      <Failure error={error} />
      {isPending ? <Loading /> : null}
      {!isPending && campaign === undefined && error === null ? (
        <Empty title="还没有专项行动">
          <p>导入方案并启动之后，这里可以查看和修改它的制度。</p>
        </Empty>
      ) : null}
      {campaign === undefined ? null : <Of key={campaign} campaign={campaign} />}
    </>
  );
}

function Of({ campaign }: { readonly campaign: string }) {
  const { data, error, isPending, refetch } = useRead('showRegime', { campaign });
  const [isOpen, setOpen] = useState(false);
  if (isPending) return <Loading />;
  if (data === undefined) return <Failure error={error} again={() => void refetch()} />;
  const mayChange = (door().actor ?? 'office') === 'office';
  return (
    <>
      <Words view={data} />
      <Versions view={data} />
      {mayChange && data.pending !== null ? <WithdrawRegime view={data} /> : null}
      {!mayChange ? null : isOpen ? (
        <RegimeChange view={data} leave={() => setOpen(false)} />
      ) : (
        <button type="button" className="forms-send" onClick={() => setOpen(true)}>
          修改制度
        </button>
      )}
    </>
  );
}

function Words({ view }: { readonly view: View }) {
  const { data, error } = useRead('checkRegime', { regime: view.regime });
  return (
    <section className="card" aria-labelledby="regime-now">
      <h2 id="regime-now">
        现行：{view.regime.title}（第 {view.regime.version} 版）
      </h2>
      <Failure error={error} />
      <ol className="regime-words">
        {(data?.words ?? []).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ol>
    </section>
  );
}

const STATES = {
  past: '已不用',
  'in-force': '现行',
  pending: '待生效',
  withdrawn: '已撤回',
} as const;

function Versions({ view }: { readonly view: View }) {
  return (
    <section className="card" aria-labelledby="regime-versions">
      <h2 id="regime-versions">各版</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="各版制度">
        <table className="list">
          <thead>
            <tr>
              <th scope="col">版本</th>
              <th scope="col">状态</th>
              <th scope="col">生效日</th>
              <th scope="col">发布</th>
              <th scope="col">理由</th>
            </tr>
          </thead>
          <tbody>
            {view.versions.map((one) => (
              <tr key={`${one.version} ${one.at}`}>
                <th scope="row">
                  第 {one.version} 版　{one.title}
                </th>
                <td>{STATES[one.state]}</td>
                <td>{one.from ?? '启动时'}</td>
                <td>{instantText(one.at)}</td>
                <td>
                  {one.reason ?? ''}
                  {one.withdrawn === null ? '' : `　撤回：${one.withdrawn.reason}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
