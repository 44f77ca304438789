import { useAddress } from '../address/useAddress.ts';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { ActBar } from '../acts/ActBar.tsx';
import { useRead } from '../api/hooks.ts';
import { EvidenceList } from '../files/EvidenceList.tsx';
import { Lines } from '../marks/Lines.tsx';
import { MarkSign } from '../marks/MarkSign.tsx';
import { ToTarget } from '../marks/ToTarget.tsx';
import { WhenText } from '../marks/WhenText.tsx';
import { WhyFacts } from '../marks/WhyFacts.tsx';
import { paths } from '../paths.ts';
import { useSession } from '../session/useSession.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import './style.css';

type View = OutputOf<'showInterview'>;

/** One interview: why, how far it is, the notice in its ten fields, and what is to be done now. */
export function InterviewPage() {
  const { process = '' } = useAddress();
  const { data, error, isPending, refetch } = useRead('showInterview', { process });
  if (isPending) return <Loading />;
  if (data === undefined) return <Failure error={error} again={() => void refetch()} />;
  return (
    <>
      <Failure error={error} />
      <Head view={data} />
      <Grounds view={data} />
      <Notice view={data} />
      <Handed title="单位说明" handed={data.statement} campaign={data.campaign} />
      <Handed title="整改情况" handed={data.rectified} campaign={data.campaign} />
      <Lines title="若无人办理" lines={data.next} campaign={data.campaign} />
      <Lines title="经过" lines={data.history.toReversed()} campaign={data.campaign} />
    </>
  );
}

/** A unit has no list of interviews: it comes from what it has to do. */
function Head({ view }: { readonly view: View }) {
  const { desk } = useSession();
  return (
    <header className="card">
      <p className="quiet">
        {desk?.actor.startsWith('unit:') === true ? (
          <Link to={paths.mine}>我的待办</Link>
        ) : (
          <Link to={paths.interviews} search={{ campaign: view.campaign }}>
            约谈
          </Link>
        )}{' '}
        · {view.campaignTitle}
      </p>
      <h1>约谈：{view.unit.name}</h1>
      <p>
        <MarkSign mark={view.mark} /> <strong>{view.phaseWords}</strong>{' '}
        {view.limit === null ? null : <WhenText when={view.limit} />}{' '}
        {view.approver === null ? null : <span className="quiet">等待 {view.approver}</span>}
      </p>
      <p>
        {view.words} <WhyFacts why={view.why} />
      </p>
      <ActBar acts={view.acts} about={`约谈${view.unit.name}`} />
    </header>
  );
}

/** What the unit has handed in, with its files. */
function Handed(props: {
  readonly title: string;
  readonly handed: View['statement'];
  readonly campaign: string;
}) {
  const { title, handed, campaign } = props;
  const id = useId();
  if (handed === null) return null;
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p>{handed.words}</p>
      <blockquote className="interviews-quote">{handed.text}</blockquote>
      <EvidenceList files={handed.files} campaign={campaign} />
    </section>
  );
}

function Grounds({ view }: { readonly view: View }) {
  return (
    <section className="card" aria-labelledby="grounds">
      <h2 id="grounds">事由（{view.groundsList.length} 项）</h2>
      <ul>
        {view.groundsList.map((ground) => (
          <li key={`${ground.task}${ground.at}${ground.words}`}>
            <ToTarget target={ground.target}>{ground.words}</ToTarget>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What stands where nothing has been entered yet. */
const UNSAID: Readonly<Record<string, string>> = {
  文号: '安排约谈时填写，不填的自动编号',
  约谈人: '安排约谈时填写，不填的为批准人',
};

function Notice({ view }: { readonly view: View }) {
  return (
    <section className="card" aria-labelledby="paper">
      <h2 id="paper">约谈通知书</h2>
      <dl className="interviews-fields">
        {view.notice.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value ?? <span className="quiet">{UNSAID[label] ?? '待填写'}</span>}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
