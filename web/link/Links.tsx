import { useId, useState, type SyntheticEvent } from 'react';
import { Link, useSearch } from '@tanstack/react-router';
import type { OutputOf } from '../../client/operations.ts';
import { useRead, useWrite } from '../api/hooks.ts';
import { instantShort } from '../marks/instantShort.ts';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { useCampaign } from '../shell/useCampaign.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { Made } from './Made.tsx';
import { Revoke } from './Revoke.tsx';
import '../unit/style.css';
import './style.css';

/** 填报链接: links that let a unit report without an account, made, listed and ended. */
export function Links() {
  const { campaign } = useCampaign();
  const search: { readonly after?: string } = useSearch({ strict: false });
  const { after } = search;
  const input = {
    ...(campaign === undefined ? {} : { campaign }),
    ...(after === undefined ? {} : { after }),
  };
  const { data, error, isPending } = useRead('listLinks', input, {
    enabled: campaign !== undefined,
  });
  return (
    <>
      <h1>填报链接</h1>
      <CampaignChoice />
      {campaign === undefined ? null : <Make campaign={campaign} />}
      <Failure error={error} />
      {data === undefined && isPending ? <Loading /> : null}
      {data?.links.length === 0 ? (
        <Empty title="还没有生成过填报链接">
          <p>单位没有账号时，为它生成一个链接，凭链接就能填报。</p>
        </Empty>
      ) : null}
      {data === undefined || data.links.length === 0 ? null : <List view={data} />}
    </>
  );
}

function Make({ campaign }: { readonly campaign: string }) {
  const id = useId();
  const [unit, setUnit] = useState('');
  const make = useWrite('makeLink');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (unit.trim() !== '') make.mutate({ campaign, unit: unit.trim() });
  };
  return (
    <section className="card">
      <h2 className="unit-title">为一个单位生成链接</h2>
      <form onSubmit={send} className="unit-form">
        <div className="unit-field">
          <label htmlFor={id}>单位名称</label>
          <input
            id={id}
            type="text"
            maxLength={200}
            value={unit}
            onChange={({ target }) => setUnit(target.value)}
          />
        </div>
        <p className="quiet">
          链接包含该单位现在可填报的全部事项；各项截止、移交或停用后失效。谁拿到链接谁就能填报，请只发给该单位联络员。
        </p>
        <button type="submit" className="unit-button main" disabled={make.isPending}>
          {make.isPending ? '正在生成……' : '生成链接'}
        </button>
      </form>
      <Failure error={make.error} />
      {make.data === undefined ? null : <Made made={make.data} />}
    </section>
  );
}

function List({ view }: { readonly view: OutputOf<'listLinks'> }) {
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-label="已生成的链接">
        <table className="list">
          <thead>
            <tr>
              <th scope="col">单位</th>
              <th scope="col">生成时间</th>
              <th scope="col">所列项数</th>
              <th scope="col">现状</th>
              <th scope="col">停用</th>
            </tr>
          </thead>
          <tbody>
            {view.links.map((line) => (
              <tr key={line.link}>
                <th scope="row">{line.unit}</th>
                <td>{instantShort(line.madeAt)}</td>
                <td>{line.obligations}</td>
                <td>
                  {line.stateWords}
                  {line.until === null ? '' : `，最晚到 ${instantShort(line.until)}`}
                </td>
                <td>
                  {line.state === 'open' ? <Revoke link={line.link} unit={line.unit} /> : '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {view.next === null ? null : (
        <Link to="/links" search={{ campaign: view.campaign, after: view.next }}>
          更早的
        </Link>
      )}
    </>
  );
}
