import { useId, useState, type SyntheticEvent } from 'react';
import { useFilters } from '../address/useFilters.ts';
import { useRead, useWrite } from '../api/hooks.ts';
import { Known } from '../lists/Known.tsx';
import { PageSteps } from '../lists/PageSteps.tsx';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { useCampaign } from '../shell/useCampaign.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { LinkTable } from './LinkTable.tsx';
import { MakeAll } from './MakeAll.tsx';
import { Made } from './Made.tsx';
import '../unit/style.css';
import './style.css';

/** 填报链接: links that let a unit report without an account, made, listed and ended. */
export function Links() {
  const { campaign, campaigns } = useCampaign();
  const title = campaigns.find(({ id }) => id === campaign)?.title ?? '';
  return (
    <>
      <h1>填报链接</h1>
      <CampaignChoice />
      {campaign === undefined ? null : (
        <>
          <Make key={campaign} campaign={campaign} title={title} />
          <MakeAll key={`${campaign}/all`} campaign={campaign} title={title} />
          <List campaign={campaign} />
        </>
      )}
    </>
  );
}

function Make({ campaign, title }: { readonly campaign: string; readonly title: string }) {
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
      {make.data === undefined ? null : <Made made={make.data} title={title} />}
    </section>
  );
}

function List({ campaign }: { readonly campaign: string }) {
  const [{ after }, change] = useFilters();
  const read = useRead('listLinks', { campaign, ...(after === undefined ? {} : { after }) });
  return (
    <Known of={read}>
      {({ links, next }) => (
        <>
          {links.length === 0 ? (
            <Empty title="还没有生成过填报链接">
              <p>单位没有账号时，为它生成一个链接，凭链接就能填报。</p>
            </Empty>
          ) : (
            <LinkTable links={links} />
          )}
          <PageSteps after={after} next={next} change={change} />
        </>
      )}
    </Known>
  );
}
