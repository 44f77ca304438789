import { useAddress } from '../address/useAddress.ts';
import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../client/operations.ts';
import { ActBar } from '../acts/ActBar.tsx';
import { useRead } from '../api/hooks.ts';
import { Lines } from '../marks/Lines.tsx';
import { instantShort } from '../marks/instantShort.ts';
import { MarkSign } from '../marks/MarkSign.tsx';
import { ToLedger } from '../marks/ToLedger.tsx';
import { WhenText } from '../marks/WhenText.tsx';
import { WhyFacts } from '../marks/WhyFacts.tsx';
import { paths } from '../paths.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';

type View = OutputOf<'showBulletin'>;

/** One bulletin: its figures, whom it names, each unit's line, and its signature. */
export function BulletinPage() {
  const { campaign = '', bulletin = '' } = useAddress();
  const [id = '', period = ''] = bulletin.split('/');
  const { data, error, isPending, refetch } = useRead('showBulletin', {
    ...{ campaign, period, bulletin: id },
  });
  if (isPending) return <Loading />;
  if (data === undefined) return <Failure error={error} again={() => void refetch()} />;
  return (
    <>
      <Failure error={error} />
      <Head view={data} />
      <Named title="通报表扬" units={data.commended} />
      <Named title="通报批评" units={data.criticised} />
      <UnitLines view={data} />
      <Lines title="经过" lines={data.history.toReversed()} campaign={data.campaign} />
    </>
  );
}

function Head({ view }: { readonly view: View }) {
  const { counts } = view;
  return (
    <header className="card">
      <p className="quiet">
        <Link to={paths.bulletins} search={{ campaign: view.campaign }}>
          通报
        </Link>{' '}
        · {view.campaignTitle}
      </p>
      <h1>
        {view.number === null ? '' : `第${view.number}期　`}
        {view.periodWords}
        {view.title}
      </h1>
      <p>
        <MarkSign mark={view.mark} /> <strong>{view.phaseWords}</strong> <WhyFacts why={view.why} />
      </p>
      {counts === null ? null : (
        <p>
          应报 {counts.expected}，按时 {counts.onTime}，迟报 {counts.late}，未报 {counts.missing}
          ，免报 {counts.exempt}
          {counts.pending > 0 ? `，未判定 ${counts.pending}` : ''}
          {(counts.underReview ?? 0) > 0 ? `，复核中 ${counts.underReview}` : ''}
        </p>
      )}
      <p className="quiet">
        统计截止 <span title={view.cutOff.rule ?? undefined}>{instantShort(view.cutOff.at)}</span>
        {view.limit === null ? null : (
          <>
            　签发时限 <WhenText when={view.limit} />
          </>
        )}
        　签发人 {view.approver}　第 {view.draft} 稿
      </p>
      <ActBar acts={view.acts} about={`${view.periodWords}${view.title}`} />
    </header>
  );
}

function Named({ title, units }: { readonly title: string; readonly units: View['criticised'] }) {
  if (units.length === 0) return null;
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {units.map((unit) => (
          <li key={unit.id}>
            <ToLedger source={unit.source}>{unit.name}</ToLedger>　{unit.words}
          </li>
        ))}
      </ul>
    </section>
  );
}

function UnitLines({ view }: { readonly view: View }) {
  if (view.lines.length === 0) return null;
  return (
    <section className="card" aria-labelledby="lines">
      <h2 id="lines">各单位</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="各单位报送">
        <table className="list">
          <thead>
            <tr>
              {['单位', '应报', '按时', '迟报', '未报', '免报'].map((words) => (
                <th key={words} scope="col">
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.lines.map(({ unit, name, counts, source }) => (
              <tr key={unit}>
                <th scope="row">
                  <ToLedger source={source}>{name}</ToLedger>
                </th>
                <td>{counts.expected}</td>
                <td>{counts.onTime}</td>
                <td>{counts.late}</td>
                <td>{counts.missing}</td>
                <td>{counts.exempt}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
