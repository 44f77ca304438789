import { useNavigate } from '@tanstack/react-router';
import type { OutputOf } from '../../client/operations.ts';
import { useAddress } from '../address/useAddress.ts';
import { useRead } from '../api/hooks.ts';
import { dayFull } from '../marks/dayFull.ts';
import { useSession } from '../session/useSession.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { Why } from '../signs/Why.tsx';
import { SameMatters } from './SameMatters.tsx';

type View = OutputOf<'showBurden'>;

/** 负担: what units and persons are asked for in a month, over all campaigns, and what is asked twice. */
export function Burden() {
  const { month } = useAddress();
  const navigate = useNavigate();
  const { desk } = useSession();
  const { data, error, isPending, refetch } = useRead(
    'showBurden',
    month === undefined ? {} : { month },
  );
  const go = (next: string) =>
    void navigate({ to: '.', search: next === '' ? {} : { month: next } });
  return (
    <>
      <h1>各单位负担</h1>
      <label>
        月份{' '}
        <input
          type="month"
          value={month ?? data?.month ?? ''}
          onChange={(event) => go(event.target.value)}
        />
      </label>
      {isPending ? <Loading /> : null}
      <Failure error={error} again={() => void refetch()} />
      {data === undefined ? null : <Figures view={data} />}
      {desk?.actor === 'office' ? <SameMatters /> : null}
    </>
  );
}

function Figures({ view }: { readonly view: View }) {
  if (view.units.length === 0) {
    return (
      <Empty title="这个月没有要求任何单位报送">
        <p>有专项行动在办、本月有到期的报送时，这里列出每家单位要报多少。</p>
      </Empty>
    );
  }
  return (
    <section className="card">
      <p>
        {view.words}{' '}
        <Why>
          一项任务的一次到期报送算一份；联合报送每家各算一份；已确认的同一事项只算一份。上限是每家每周{' '}
          {view.limit} 份，是本系统为基层减负设的提示线。估计用时按每份 {view.hoursEach}{' '}
          小时计，仅供比较。
        </Why>
      </p>
      <div className="scroll" tabIndex={0} role="region" aria-label="各单位负担">
        <table className="list">
          <thead>
            <tr>
              {['单位', '要求份数', '最忙一周', '上限', '估计用时', '填报人'].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.units.map((unit) => (
              <UnitRow key={unit.unit} unit={unit} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function UnitRow({ unit }: { readonly unit: View['units'][number] }) {
  const merged = unit.duplicates > 0 ? `（其中 ${unit.duplicates} 份与别的任务是同一事项）` : '';
  return (
    <tr>
      <th scope="row">{unit.unit}</th>
      <td>
        {unit.asked}
        {merged}
      </td>
      <td>
        {dayFull(unit.peak.week)}起的一周 {unit.peak.count} 份
      </td>
      <td>
        {unit.over > 0 ? (
          <span className="level-late">▲ {unit.over} 周超过</span>
        ) : (
          <span className="level-normal">● 没有超过</span>
        )}
      </td>
      <td>{unit.hours} 小时</td>
      <td>
        {unit.persons.length === 0
          ? '没有开通账号的填报人'
          : unit.persons.map(({ name, asked }) => `${name} ${asked} 份`).join('、')}
      </td>
    </tr>
  );
}
