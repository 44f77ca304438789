import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { EvidenceList } from '../files/EvidenceList.tsx';
import { paths } from '../paths.ts';
import { Why } from '../signs/Why.tsx';
import './style.css';

type Line = OutputOf<'showInterview'>['history'][number];

/** What has happened, or will, line by line, each with its reason; a notice opens why it was sent. */
export function Lines(props: {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly campaign: string;
}) {
  const { title, lines, campaign } = props;
  const id = useId();
  if (lines.length === 0) return null;
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ol className="marks-lines">
        {lines.map((line, i) => (
          <li key={`${line.at}${line.type}${i}`}>
            <time dateTime={line.at}>{line.words}</time>{' '}
            <span>
              {line.kind === 'notice' ? '通知：' : ''}
              {line.text}
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
                <Link to={paths.notice(campaign, line.notice)}>为何发出</Link>
              )}
              <EvidenceList files={line.files ?? []} campaign={campaign} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
