import { useAddress } from '../address/useAddress.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useRead } from '../api/hooks.ts';
import { MarkSign } from '../marks/MarkSign.tsx';
import { WhyFacts } from '../marks/WhyFacts.tsx';
import { paths } from '../paths.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { ArchiveFile } from './ArchiveFile.tsx';
import { BeforeStart } from './BeforeStart.tsx';
import { Branch } from './Branch.tsx';
import { Obligations } from './Obligations.tsx';
import { TaskActs } from './TaskActs.tsx';
import { TimeLine } from './TimeLine.tsx';
import '../marks/style.css';
import './style.css';

export type TaskView = OutputOf<'showTaskPage'>;

/** 任务: one line to read from what comes next down to what was first. */
export function TaskPage() {
  const { campaign = '', task = '' } = useAddress();
  const [history, setHistory] = useState<'all' | 'latest'>('latest');
  const { data, error, isPending, refetch } = useRead('showTaskPage', { campaign, task, history });
  if (isPending) return <Loading />;
  if (data === undefined) return <Failure error={error} again={() => void refetch()} />;
  return (
    <>
      <Title task={data} />
      <Failure error={error} />
      <Next task={data} />
      <TaskActs campaign={data.campaign} task={data.key} title={data.title} />
      <Obligations task={data} />
      <Branch campaign={data.campaign} task={data.key} />
      <Further task={data} />
      <TimeLine task={data} askAll={() => setHistory('all')} />
    </>
  );
}

function Title({ task }: { readonly task: TaskView }) {
  const { level } = task;
  return (
    <header className="task-head">
      <p className="quiet">
        <Link to={paths.ledger} search={{ campaign: task.campaign }}>
          {task.campaignTitle}
        </Link>
        {task.category.length > 0 ? ` · ${task.category.join(' / ')}` : ''}
        {task.trial === true ? ' · 试运行' : ''}
      </p>
      <h1>
        {task.no === null ? '' : `${task.no} `}
        {task.title}
      </h1>
      <p className="task-line">
        <span>
          <MarkSign mark={task.mark} /> <WhyFacts why={task.why} />
        </span>
        {task.parties.map(({ role, units }) => (
          <span key={role}>
            {role} {units.join('、')}
          </span>
        ))}
        {task.leaders.length > 0 ? <span>领导 {task.leaders.join('、')}</span> : null}
        <span>{task.state}</span>
        {level === undefined ? null : (
          <span>
            最高到“{level.highest}”
            {level.present === null ? '，现已消除' : `，现在“${level.present}”`}
          </span>
        )}
      </p>
      {task.content === task.title ? null : (
        <details>
          <summary>任务原文</summary>
          <p className="task-content">{task.content}</p>
        </details>
      )}
    </header>
  );
}

/** 下一步: what happens if nobody acts, before anything else. */
function Next({ task }: { readonly task: TaskView }) {
  const consequence = task.obligations.find(({ ifNothing }) => ifNothing !== null);
  const [first, ...rest] = task.next;
  if (consequence === undefined && first === undefined) {
    return <p className="card">没有待到的时点：无人办理时，不会再发出通知。</p>;
  }
  return (
    <section className="card" aria-labelledby="next">
      <h2 id="next" className="task-title">
        下一步
      </h2>
      {consequence === undefined ? null : (
        <p className="task-next">
          {consequence.ifNothing}{' '}
          <span className="quiet">
            （{consequence.period}“{consequence.duty}”）
          </span>
        </p>
      )}
      {first === undefined ? null : (
        <details>
          <summary>
            若无人办理，将依次发生：{first.words} {first.text}
          </summary>
          <ol className="task-coming">
            {[first, ...rest].map((line) => (
              <li key={`${line.at}${line.type}${line.recipient ?? ''}`}>
                {line.words}　{line.text}
                {line.recipient === null ? '' : `（送${line.recipient}）`}
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

/** Interviews, figures, and what was before the start. */
function Further({ task }: { readonly task: TaskView }) {
  const { talks, measures = [] } = task;
  return (
    <>
      {talks.length === 0 ? null : (
        <section className="card" aria-labelledby="talks">
          <h2 id="talks" className="task-title">
            约谈
          </h2>
          <ul>
            {talks.map(({ process, unit, words }) => (
              <li key={process}>
                <Link to={paths.interview(process)}>{unit}</Link>　{words}
              </li>
            ))}
          </ul>
        </section>
      )}
      {measures.length === 0 ? null : (
        <section className="card" aria-labelledby="measures">
          <h2 id="measures" className="task-title">
            指标
          </h2>
          <ul>
            {measures.map(({ id, title, units, aim, told, level }) => (
              <li key={`${id}${units.join()}`}>
                {title}（{units.join('、')}）：目标 {aim}，{told} {level}
              </li>
            ))}
          </ul>
        </section>
      )}
      <BeforeStart task={task} />
      <ArchiveFile campaign={task.campaign} task={task.key} />
    </>
  );
}
