import { useAddress } from '../address/useAddress.ts';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { InputOf, OutputOf } from '../../client/operations.ts';
import { useRead } from '../api/hooks.ts';
import { MarkSign } from '../marks/MarkSign.tsx';
import { ToLedger } from '../marks/ToLedger.tsx';
import { WhyFacts } from '../marks/WhyFacts.tsx';
import { weekWords } from '../office/DayCounts.tsx';
import { useSession } from '../session/useSession.ts';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { useCampaign } from '../shell/useCampaign.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { Persons } from './Persons.tsx';
import { Reorganise } from './Reorganise.tsx';
import './style.css';

type Sort = NonNullable<InputOf<'listUnits'>['sort']>;
type List = OutputOf<'listUnits'>;

/** 单位与人员: what each unit owes and how it stands; renaming, merging, splitting and handing over. */
export function Units() {
  const search = useAddress();
  const navigate = useNavigate();
  const { campaign } = useCampaign();
  const { desk } = useSession();
  const text = search['text'] ?? '';
  const sort = (search['sort'] ?? 'late') as Sort;
  const isOffice = desk?.actor === 'office';
  const show = isOffice && search['show'] === 'persons' ? 'persons' : undefined;
  const { data, error, isPending, refetch } = useRead(
    'listUnits',
    {
      ...(campaign === undefined ? {} : { campaign }),
      ...(text === '' ? {} : { text }),
      sort,
    },
    { enabled: campaign !== undefined },
  );
  const go = (next: {
    readonly text?: string;
    readonly sort?: Sort;
    readonly show?: string | undefined;
  }) => {
    const { text: words, ...given } = { text, sort, show, ...next };
    const wanted = { campaign, ...given, text: words === '' ? undefined : words };
    void navigate({ to: '.', search: wanted });
  };
  return (
    <>
      <h1>单位与人员</h1>
      <CampaignChoice />
      {campaign === undefined ? (
        <Empty title="还没有专项行动">导入方案时，方案中的单位会列在这里。</Empty>
      ) : null}
      {isPending && campaign !== undefined ? <Loading /> : null}
      <Failure error={error} again={() => void refetch()} />
      {data === undefined ? null : (
        <>
          <div className="units-filters" role="search" aria-label="筛选单位">
            <Words value={text} onChange={(words) => go({ text: words })} />
            <label>
              次序{' '}
              <select value={sort} onChange={(event) => go({ sort: event.target.value as Sort })}>
                <option value="late">逾期多的在前</option>
                <option value="open">要报多的在前</option>
                <option value="name">按名称</option>
              </select>
            </label>
            <span>共 {data.total} 家</span>
            {isOffice ? <Shows show={show} onChange={(next) => go({ show: next })} /> : null}
          </div>
          {show === undefined ? (
            <Table list={data} />
          ) : (
            <Persons campaign={data.campaign} units={data.units.map(({ id }) => id)} />
          )}
          {isOffice ? (
            <Reorganise campaign={data.campaign} units={data.units.map(({ name }) => name)} />
          ) : null}
        </>
      )}
    </>
  );
}

/** What is shown of the units: how they stand, or who is there. */
function Shows(props: {
  readonly show: string | undefined;
  readonly onChange: (show: string | undefined) => void;
}) {
  const { show, onChange } = props;
  return (
    <span role="group" aria-label="看什么" className="units-shows">
      <button type="button" aria-pressed={show === undefined} onClick={() => onChange(undefined)}>
        报送情况
      </button>
      <button type="button" aria-pressed={show === 'persons'} onClick={() => onChange('persons')}>
        岗位与人员
      </button>
    </span>
  );
}

const PATIENCE_MS = 400;

function Words(props: { readonly value: string; readonly onChange: (text: string) => void }) {
  const { value, onChange } = props;
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text.trim() === value) return undefined;
    const timer = window.setTimeout(() => onChange(text.trim()), PATIENCE_MS);
    return () => window.clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <label>
      查找{' '}
      <input
        type="search"
        placeholder="名称或简称"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  );
}

function Table({ list }: { readonly list: List }) {
  if (list.units.length === 0) return <Empty title="没有符合条件的单位" />;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="单位列表">
      <table className="list units-table">
        <thead>
          <tr>
            {['单位', '亮灯', '任务', '待报', '逾期', '按时 · 迟报 · 未报'].map((words) => (
              <th key={words} scope="col">
                {words}
              </th>
            ))}
            {list.weeks.map((week) => (
              <th key={week} scope="col" title="这一周要报的项数">
                {weekWords(week)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.units.map((unit) => (
            <tr key={unit.id}>
              <th scope="row">
                <ToLedger source={{ campaign: list.campaign, ...unit.source }}>
                  {unit.name}
                </ToLedger>
                {unit.aliases.length > 0 ? (
                  <span className="quiet">（{unit.aliases.join('、')}）</span>
                ) : null}
              </th>
              <td>
                <MarkSign mark={unit.mark} /> <WhyFacts why={unit.why} />
              </td>
              <td>{unit.tasks}</td>
              <td>{unit.open}</td>
              <td>{unit.late}</td>
              <td>
                {unit.counts.onTime} · {unit.counts.late} · {unit.counts.missing}
              </td>
              {unit.weeks.map((count, i) => (
                <td key={list.weeks[i]}>{count}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
