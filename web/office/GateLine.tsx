import type { OutputOf } from '../../client/operations.ts';
import { ActBar } from '../acts/ActBar.tsx';
import { MarkSign } from '../marks/MarkSign.tsx';
import { ToTarget } from '../marks/ToTarget.tsx';
import { WhenText } from '../marks/WhenText.tsx';
import { WhyFacts } from '../marks/WhyFacts.tsx';

type Gate = OutputOf<'showToday'>['gates'][number];

/** One thing that waits: what it is, about whom, how long there still is, and what may be done at once. */
export function GateLine(props: {
  readonly gate: Gate;
  readonly onDone?: (words: string) => void;
}) {
  const { gate, onDone } = props;
  const about = `${gate.kindWords} ${gate.unit?.name ?? ''} ${gate.title}`;
  return (
    <li className="office-gate">
      <div className="office-gate-head">
        <span className="office-gate-title">
          <MarkSign mark={gate.mark} /> <strong>{gate.kindWords}</strong>{' '}
          <ToTarget target={gate.target}>{titleOf(gate)}</ToTarget>
        </span>
        <span className="office-gate-limit">
          {gate.limit === null ? null : <WhenText when={gate.limit} />}
        </span>
      </div>
      <p className="office-gate-reason">
        {gate.reason} <WhyFacts why={gate.why} />
      </p>
      {gate.ifNothing === null ? null : <p className="quiet">若不处理：{gate.ifNothing.words}</p>}
      {gate.acts.length > 0 ? null : <p className="quiet">由{gate.approver}办理</p>}
      <ActBar acts={gate.acts} about={about} {...(onDone === undefined ? {} : { onDone })} />
    </li>
  );
}

/** What it is stands before it already. */
function titleOf({ title, kindWords }: Gate): string {
  return title.startsWith(`${kindWords}：`) ? title.slice(kindWords.length + 1) : title;
}
