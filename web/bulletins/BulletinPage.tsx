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
import { COLUMNS, sourceOf, sourceOfAll } from './figures.ts';
import '../acts/style.css';
import './style.css';

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
    <article className="bulletin">
      <Failure error={error} />
      <Head view={data} />
      <Named title="通报表扬" units={data.commended} campaign={data.campaign} />
      <Named title="通报批评" units={data.criticised} campaign={data.campaign} />
      <UnitLines view={data} />
      <div className="bulletin-screen">
        <Lines title="经过" lines={data.history.toReversed()} campaign={data.campaign} />
      </div>
    </article>
  );
}

function Head({ view }: { readonly view: View }) {
  return (
    <header className="card">
      <p className="quiet bulletin-screen">
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
      <p className="bulletin-paper bulletin-campaign">{view.campaignTitle}</p>
      <p>
        <span className="bulletin-screen">
          <MarkSign mark={view.mark} />{' '}
        </span>
        <strong>{view.phaseWords}</strong> <WhyFacts why={view.why} />
      </p>
      <Totals view={view} />
      <p className="quiet bulletin-meta">
        <span title={view.cutOff.rule ?? undefined}>统计截止 {instantShort(view.cutOff.at)}</span>
        {view.limit === null ? null : (
          <span className="bulletin-screen">
            签发时限 <WhenText when={view.limit} />
          </span>
        )}
        <span>签发人 {view.approver}</span>
        <span>第 {view.draft} 稿</span>
      </p>
      <p className="acts-row bulletin-screen">
        <button type="button" className="acts-button" onClick={() => window.print()}>
          打印或存为 PDF
        </button>
      </p>
      <ActBar acts={view.acts} about={`${view.periodWords}“${view.title}”`} />
    </header>
  );
}

/** The figures of all units, each with the list behind it. */
function Totals({ view }: { readonly view: View }) {
  const { counts, campaign } = view;
  if (counts === null) return null;
  const all = sourceOfAll(view);
  return (
    <p>
      {COLUMNS.map(({ words, count, verdict }, i) => (
        <span key={words}>
          {i === 0 ? '' : '，'}
          {words} <Figure count={counts[count]} source={sourceOf(campaign, all, verdict)} />
        </span>
      ))}
      {counts.pending > 0 ? `，未判定 ${counts.pending}` : ''}
      {(counts.underReview ?? 0) > 0 ? `，复核中 ${counts.underReview}` : ''}
    </p>
  );
}

/** A figure that opens what it counts; there is nothing behind none. */
function Figure(props: {
  readonly count: number;
  readonly source: Readonly<Record<string, string>>;
}) {
  const { count, source } = props;
  return count === 0 ? <>0</> : <ToLedger source={source}>{count}</ToLedger>;
}

function Named(props: {
  readonly title: string;
  readonly units: View['criticised'];
  readonly campaign: string;
}) {
  const { title, units, campaign } = props;
  if (units.length === 0) return null;
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {units.map((unit) => (
          <li key={unit.id}>
            <ToLedger source={sourceOf(campaign, unit.source, undefined)}>{unit.name}</ToLedger>
            {`　${unit.words}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function UnitLines({ view }: { readonly view: View }) {
  const { lines, campaign } = view;
  if (lines.length === 0) return null;
  return (
    <section className="card" aria-labelledby="lines">
      <h2 id="lines">各单位</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="各单位报送">
        <table className="list">
          <thead>
            <tr>
              {['单位', ...COLUMNS.map(({ words }) => words)].map((words) => (
                <th key={words} scope="col">
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ unit, name, counts, source }) => (
              <tr key={unit}>
                <th scope="row">
                  <ToLedger source={sourceOf(campaign, source, undefined)}>{name}</ToLedger>
                </th>
                {COLUMNS.map(({ words, count, verdict }) => (
                  <td key={words}>
                    <Figure count={counts[count]} source={sourceOf(campaign, source, verdict)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
