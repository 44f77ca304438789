import { useEffect, useRef, type ReactNode } from 'react';
import { EvidenceList } from '../files/EvidenceList.tsx';
import { MarkSign } from '../marks/MarkSign.tsx';
import { ToTarget } from '../marks/ToTarget.tsx';
import { WhenText } from '../marks/WhenText.tsx';
import { WhyFacts } from '../marks/WhyFacts.tsx';
import { GateActs } from './GateActs.tsx';
import type { LeaderGate } from './Gates.tsx';
import { ProofFile } from './ProofFile.tsx';

/** One matter: what, who, how late, why now, what is asked, what happens if nothing is done, and on what it rests. */
export function GateSheet(props: {
  readonly gate: LeaderGate;
  readonly place: string;
  /** Whether it was just chosen from the list: who goes by keyboard goes on reading here. */
  readonly isTaken: boolean;
  readonly onDecided: (words: string) => void;
}) {
  const { gate, place, isTaken, onDecided } = props;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isTaken) title.current?.focus();
  }, [isTaken]);
  return (
    <article className="card leader-sheet" aria-labelledby="gate-title">
      <header className="leader-title">
        <h2 ref={title} id="gate-title" tabIndex={-1}>
          {gate.title}
        </h2>
        <p>
          <MarkSign mark={gate.mark} />
          {gate.limit === null ? null : (
            <strong>
              <WhenText when={gate.limit} />
            </strong>
          )}
          <span className="quiet">{place}</span>
        </p>
      </header>
      <dl className="leader-facts">
        <Fact name="什么事">{gate.what === gate.title ? gate.reason : gate.what}</Fact>
        <Fact name="谁">{gate.whom}</Fact>
        <Fact name="晚多久">{gate.late}</Fact>
        <Fact name="为什么是现在">
          <Sentences lines={gate.whyNow.length > 0 ? gate.whyNow : [gate.reason]} />
          <WhyFacts why={gate.why} label="规定和事实" />
        </Fact>
        <Fact name="要您做什么">
          <strong>{gate.asked}</strong>
        </Fact>
        <Fact name="若不处理">{gate.ifNothing?.words ?? ''}</Fact>
        <Fact name="单位说明">{gate.statement === null ? '' : <Statement gate={gate} />}</Fact>
        <Fact name="依据">
          <Evidence gate={gate} />
          <EvidenceList files={gate.files} campaign={gate.campaign} />
        </Fact>
      </dl>
      <GateActs gate={gate} onDecided={onDecided} />
    </article>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Sentences({ lines }: { readonly lines: readonly string[] }) {
  return lines.map((line) => (
    <span key={line} className="leader-line">
      {line}
    </span>
  ));
}

function Statement({ gate: { statement } }: { readonly gate: LeaderGate }) {
  return (
    <>
      <q>{statement?.text}</q> <span className="quiet">{statement?.words}</span>
    </>
  );
}

function Evidence({ gate }: { readonly gate: LeaderGate }) {
  return (
    <ul className="leader-evidence">
      {gate.evidence.map(({ words, target }) => (
        <li key={words}>
          <ToTarget target={target}>{words}</ToTarget>
        </li>
      ))}
      {gate.proof === null ? null : (
        <li>
          <ProofFile notice={gate.proof} />
        </li>
      )}
      {gate.evidence.length === 0 && gate.proof === null ? (
        <li>
          <ToTarget target={gate.target}>
            {gate.kind === 'bulletin' ? '看通报稿' : '打开全部经过'}
          </ToTarget>
        </li>
      ) : null}
    </ul>
  );
}
