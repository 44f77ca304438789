import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EvidenceList } from '../files/EvidenceList.tsx';
import { paths } from '../paths.ts';
import { Why } from '../signs/Why.tsx';
import type { TaskView } from './TaskPage.tsx';

type Line = TaskView['history'][number];

const FIRST = 30;

interface Props {
  readonly task: TaskView;
  /** Asks for the lines that have not been read yet. */
  readonly askAll: () => void;
}

/** 经过: what has happened, the newest first, each with its reason; a notice opens why it was sent. */
export function TimeLine({ task, askAll }: Props) {
  const [kind, setKind] = useState<'all' | Line['kind']>('all');
  const [all, setAll] = useState(false);
  const lines = task.history.toReversed().filter((line) => kind === 'all' || line.kind === kind);
  const shown = all ? lines : lines.slice(0, FIRST);
  const unread = task.lines - task.history.length;
  return (
    <section className="card" aria-labelledby="history">
      <h2 id="history" className="task-title">
        经过
      </h2>
      <p role="group" aria-label="看哪些" className="task-kinds">
        {KINDS.map(([value, words]) => (
          <button
            key={value}
            type="button"
            className="plain"
            aria-pressed={kind === value}
            onClick={() => {
              setKind(value);
              if (value !== 'all') askAll();
            }}
          >
            {words}
          </button>
        ))}
      </p>
      {shown.length === 0 ? <p className="quiet">还没有发生任何事。</p> : null}
      <ol className="task-history">
        {shown.map((line, i) => (
          <One key={`${line.at}${line.type}${line.recipient ?? ''}${i}`} line={line} task={task} />
        ))}
      </ol>
      {lines.length > shown.length || unread > 0 ? (
        <button
          type="button"
          className="plain"
          onClick={() => {
            setAll(true);
            askAll();
          }}
        >
          全部 {lines.length + unread} 条
        </button>
      ) : null}
    </section>
  );
}

const KINDS = [
  ['all', '全部'],
  ['fact', '事实'],
  ['notice', '通知'],
] as const;

function One({ line, task }: { readonly line: Line; readonly task: TaskView }) {
  return (
    <li className={`task-${line.kind}`}>
      <time dateTime={line.at}>{line.words}</time>{' '}
      <span>
        {line.kind === 'notice' ? <span className="task-tag">通知</span> : null} {line.text}
        {line.recipient === null ? '' : `　送${line.recipient}`}{' '}
        {line.reason === null ? null : (
          <Why label={line.kind === 'notice' ? '内容' : '理由'}>
            {line.reason.split('\n').map((words) => (
              <span key={words} className="marks-fact">
                {words}
              </span>
            ))}
          </Why>
        )}{' '}
        {line.notice === null ? null : (
          <Link to={paths.notice(task.campaign, line.notice)}>为何发出</Link>
        )}
        <EvidenceList files={line.files} campaign={task.campaign} />
      </span>
    </li>
  );
}
