import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { MarkSign } from '../marks/MarkSign.tsx';
import { WhenText } from '../marks/WhenText.tsx';
import { paths } from '../paths.ts';
import { useSession } from '../session/useSession.ts';
import { Why } from '../signs/Why.tsx';
import type { TaskView } from './TaskPage.tsx';

type Owed = TaskView['obligations'][number];

/** 各期报送: what is owed now and what is over, with the rule that made each day. */
export function Obligations({ task }: { readonly task: TaskView }) {
  const [all, setAll] = useState(false);
  const { obligations } = task;
  const open = obligations.filter(isOpen(task.now));
  const shown = all ? obligations : open;
  const first = obligations.find(({ due }) => due.at > task.now);
  const lines = shown.length > 0 || first === undefined ? shown : [first];
  return (
    <section className="card" aria-labelledby="obligations">
      <h2 id="obligations" className="task-title">
        报送
      </h2>
      {lines.length === 0 ? (
        <p className="quiet">现在没有要报的。</p>
      ) : (
        <div className="scroll" tabIndex={0} role="region" aria-label="各期报送">
          <table className="list">
            <thead>
              <tr>
                <th scope="col">哪一期</th>
                <th scope="col">单位</th>
                <th scope="col">到期</th>
                <th scope="col">判定</th>
                <th scope="col">若不报送</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((owed) => (
                <Line key={owed.obligation} owed={owed} task={task} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {obligations.length > lines.length || all ? (
        <button type="button" className="plain" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? '只看未了的' : `全部 ${obligations.length} 期`}
        </button>
      ) : null}
    </section>
  );
}

function Line({ owed, task }: { readonly owed: Owed; readonly task: TaskView }) {
  const { desk } = useSession();
  const { period, duty, units, due, verdict, verdictWords, mark, closes, ifNothing } = owed;
  return (
    <tr>
      <th scope="row">
        {period}“{duty}”
      </th>
      <td>{units.join('、')}</td>
      <td>
        <WhenText when={due} />{' '}
        {due.rule === null ? null : (
          <Why label="规则">
            {due.rule}
            {closes === null ? '' : `；${closes} 截止补报`}
          </Why>
        )}
      </td>
      <td>
        {verdict === 'pending' ? <MarkSign mark={mark} /> : verdictWords}
        {verdict === 'missing' ? (
          <>
            {' '}
            <MarkSign mark={mark} />
          </>
        ) : null}
      </td>
      <td>
        {ifNothing ?? ''} <Entry owed={owed} task={task} />
        {desk?.actor === 'office' ? <Entering owed={owed} task={task} /> : null}
      </td>
    </tr>
  );
}

/** What the unit that looks may send of its own, or why it may not. */
function Entry({ owed, task }: { readonly owed: Owed; readonly task: TaskView }) {
  const { entry, obligation } = owed;
  if (entry === null) return null;
  if (entry.label === null) return <span className="quiet">{entry.words}</span>;
  return (
    <Link to={paths.report} search={{ campaign: task.campaign, task: task.key, obligation }}>
      {entry.label}
    </Link>
  );
}

/** 代录, where the entry is open; 补录 of what came in time and was not entered before it closed. */
function Entering({ owed, task }: { readonly owed: Owed; readonly task: TaskView }) {
  const { enterable, verdict, obligation, units, period, duty } = owed;
  if (!enterable && verdict !== 'missing') return null;
  const words = enterable ? '代录' : '补录';
  const { campaign, key } = task;
  return (
    <Link
      to={paths.enter}
      search={{ campaign, task: key, obligation, unit: units[0] ?? '' }}
      aria-label={`${words}：${period}“${duty}”${units.join('、')}`}
    >
      {words}
    </Link>
  );
}

/** What still asks for something: judged missing, or due within the time that one looks ahead. */
function isOpen(now: string) {
  return ({ verdict, mark, due }: Owed) =>
    verdict === 'missing' || (verdict === 'pending' && (mark.level !== 'normal' || due.at < now));
}
