import { useState } from 'react';
import { ActBar } from '../acts/ActBar.tsx';
import { useRead } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';

/** 办理: every act that is allowed now; the one that somebody waits for stands open, the others by topic. */
export function TaskActs(props: {
  readonly campaign: string;
  readonly task: string;
  readonly title: string;
}) {
  const { campaign, task, title } = props;
  const { data, error } = useRead('listTaskActs', { campaign, task });
  const [done, setDone] = useState('');
  const topics = data?.topics ?? [];
  const all = topics.flatMap(({ acts }) => acts);
  const main = all.filter((act) => act.main);
  if (data !== undefined && topics.length === 0 && done === '') return null;
  return (
    <section className="card" aria-labelledby="acts">
      <h2 id="acts" className="task-title">
        办理
      </h2>
      <Failure error={error} />
      {done === '' ? null : (
        <p className="acts-done" role="status">
          {done}
        </p>
      )}
      <ActBar acts={main} about={title} onDone={setDone} />
      {topics.length === 0 ? null : (
        <details className="task-topics">
          <summary>可以办理：{[...new Set(all.map(({ label }) => label))].join('、')}</summary>
          <div className="task-topic-list">
            {topics.map(({ topic, acts }) => (
              <div key={topic}>
                <h3>{topic}</h3>
                <ActBar acts={acts.map(quiet)} about={`${topic} ${title}`} onDone={setDone} />
              </div>
            ))}
          </div>
        </details>
      )}
    </section>
  );
}

/** One strong button a page is enough. */
function quiet<T extends { readonly main: boolean }>(act: T): T {
  return { ...act, main: false };
}
