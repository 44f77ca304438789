import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../client/operations.ts';
import { ActBar } from '../acts/ActBar.tsx';
import { MarkSign } from '../marks/MarkSign.tsx';
import { WhenText } from '../marks/WhenText.tsx';
import { WhyFacts } from '../marks/WhyFacts.tsx';
import { paths } from '../paths.ts';

type Duty = OutputOf<'showDuties'>['duties'][number];

/** Whether its entry has closed: nothing more is taken without a decision. */
function isClosed({ acts }: Duty): boolean {
  return !acts.some(({ operation }) => operation === 'submitReport');
}

/** One report that is due: which, until when, what happens otherwise, and the way to its form. */
export function DutyCard({ duty }: { readonly duty: Duty }) {
  const { campaign, task, obligation, no, title, returned, together, lastReport } = duty;
  const acts = duty.acts.filter(({ operation }) => operation !== 'submitReport');
  const label = returned !== null || duty.verdict === 'missing' ? '补报' : '报送';
  return (
    <li className="card">
      <p className="unit-entry-title">
        <MarkSign mark={duty.mark} /> <strong>{duty.periodWords}</strong> {duty.dutyTitle}{' '}
        <Link to={paths.task(campaign, task)}>
          {no === null ? '' : `${no} `}
          {title}
        </Link>
      </p>
      <p>
        <WhenText when={duty.due} /> <WhyFacts why={duty.why} />
        {together.length > 0 ? (
          <span className="quiet">　与{together.join('、')}合报一份</span>
        ) : null}
      </p>
      {returned === null ? null : (
        <p className="unit-returned">
          已退回：{returned.reason}
          {returned.limit === null ? null : (
            <>
              。补报时限：
              <WhenText when={returned.limit} />
            </>
          )}
        </p>
      )}
      {duty.next === null ? null : <p className="quiet">{duty.next.words}</p>}
      {lastReport === null ? null : <p className="quiet">本任务上次：{lastReport.words}</p>}
      <p className="unit-row">
        {isClosed(duty) ? (
          <span>已截止填报；确需补报的，请联系督查室准予补报。</span>
        ) : (
          <Link
            className="unit-button main"
            to={paths.report}
            search={{ campaign, task, obligation }}
          >
            {duty.draft === null ? label : `接着写（${duty.draft.words}）`}
          </Link>
        )}
        <span className="quiet">{duty.campaignTitle}</span>
      </p>
      <ActBar acts={acts.map((act) => ({ ...act, main: false }))} about={title} />
    </li>
  );
}
