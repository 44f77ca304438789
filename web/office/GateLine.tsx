import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../client/operations.ts';
import { ActBar } from '../acts/ActBar.tsx';
import { gateTitle } from '../marks/gateTitle.ts';
import { MarkSign } from '../marks/MarkSign.tsx';
import { ToTarget } from '../marks/ToTarget.tsx';
import { WhenText } from '../marks/WhenText.tsx';
import { WhyFacts } from '../marks/WhyFacts.tsx';
import { paths } from '../paths.ts';

type Gate = OutputOf<'showToday'>['gates'][number];

/** One thing that waits: what it is, about whom, how long there still is, and what may be done at once. */
export function GateLine(props: {
  readonly gate: Gate;
  /** 专项行动, where the list has things of several. */
  readonly campaign?: string | undefined;
  readonly onDone?: (words: string) => void;
}) {
  const { gate, campaign, onDone } = props;
  const about = `${gate.kindWords} ${gate.unit?.name ?? ''} ${gate.title}`;
  return (
    <li className="office-gate">
      <div className="office-gate-head">
        <span className="office-gate-title">
          <MarkSign mark={gate.mark} /> <strong>{gate.kindWords}</strong>{' '}
          <ToTarget target={gate.target}>{gateTitle(gate)}</ToTarget>
          {campaign === undefined ? null : <span className="quiet">　{campaign}</span>}
        </span>
        <span className="office-gate-limit">
          {gate.limit === null ? null : <WhenText when={gate.limit} />}
        </span>
      </div>
      <p className="office-gate-reason">
        {gate.reason} <WhyFacts why={gate.why} />
      </p>
      {gate.ifNothing === null ? null : <p className="quiet">若不处理：{gate.ifNothing.words}</p>}
      {gate.target.kind === 'plan' ? (
        <ToPlan gate={gate} />
      ) : gate.acts.length > 0 ? null : (
        <p className="quiet">由{gate.approver}办理</p>
      )}
      <ActBar acts={gate.acts} about={about} {...(onDone === undefined ? {} : { onDone })} />
    </li>
  );
}

/** A plan that is being imported waits in the wizard: where names are said once for all tasks, or where each is looked at. */
function ToPlan({ gate }: { readonly gate: Gate }) {
  const { kind, title, target } = gate;
  const unnamed = kind === 'unnamed';
  const step = unnamed ? 'documents' : 'review';
  return (
    <p className="acts-row">
      <Link
        className="acts-button"
        to={paths.wizard}
        search={{ desk: target.id, step }}
        aria-label={`${unnamed ? '指定' : '核对'}：${title}`}
      >
        {unnamed ? '指定' : '核对'}
      </Link>
    </p>
  );
}
