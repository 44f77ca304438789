import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useRead } from '../api/hooks.ts';
import { paths } from '../paths.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { GateSheet } from './GateSheet.tsx';
import { OtherGates } from './OtherGates.tsx';
import './style.css';

export type LeaderGate = OutputOf<'listGates'>['gates'][number];

/** What has been decided, with the server's answer; it stays on the page until the next one is opened. */
interface Decided {
  readonly title: string;
  readonly words: string;
}

/** 请您决定: one matter a screen, to be read in thirty seconds; then the next one. */
export function Gates() {
  const { gate: asked }: { readonly gate?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { data, isPending, error, refetch } = useRead('listGates', {});
  const [decided, setDecided] = useState<Decided | undefined>();
  const taken = useRef<string | undefined>(undefined);
  if (isPending) return <Loading what="正在读取待您决定的事项" />;
  if (data === undefined) return <Failure error={error} again={() => void refetch()} />;
  const { gates } = data;
  const at = Math.max(
    0,
    gates.findIndex(({ id }) => id === asked),
  );
  const gate = gates[at];
  const open = (id: string | undefined) => {
    setDecided(undefined);
    taken.current = id;
    void navigate({ to: paths.gates, search: id === undefined ? {} : { gate: id } });
  };
  return (
    <section className="leader">
      <header className="leader-head">
        <h1>{gates.length === 0 ? '没有事项等您决定' : `有 ${gates.length} 件事请您决定`}</h1>
        <p className="quiet">
          {data.who} · {data.day.words}
        </p>
      </header>
      {decided === undefined ? null : (
        <Answer decided={decided} next={gates[0]} onNext={() => open(gates[0]?.id)} />
      )}
      {decided !== undefined ? null : gate === undefined ? (
        <Nothing />
      ) : (
        <GateSheet
          key={gate.id}
          gate={gate}
          isTaken={taken.current === gate.id}
          place={`第 ${at + 1} 件，共 ${gates.length} 件`}
          onDecided={(words) => setDecided({ title: gate.title, words })}
        />
      )}
      <OtherGates gates={gates} open={decided === undefined ? gate?.id : undefined} onOpen={open} />
    </section>
  );
}

function Answer(props: {
  readonly decided: Decided;
  readonly next: LeaderGate | undefined;
  readonly onNext: () => void;
}) {
  const { decided, next, onNext } = props;
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => answer.current?.focus(), []);
  return (
    <div ref={answer} tabIndex={-1} className="card leader-answer" role="status">
      <h2>{decided.title}</h2>
      <p className="leader-done">{decided.words}</p>
      {next === undefined ? (
        <p>
          都办完了。<Link to={paths.glance}>看总览</Link>
        </p>
      ) : (
        <button type="button" className="acts-button main leader-big" onClick={onNext}>
          看下一件：{next.title}
        </button>
      )}
    </div>
  );
}

function Nothing() {
  return (
    <div className="card">
      <Empty title="现在没有事项等您决定">
        <p>有约谈提请、通报待签或其他需要您批准的事项时，会出现在这里，并发通知给您。</p>
        <p>
          <Link to={paths.glance}>看总览</Link>
        </p>
      </Empty>
    </div>
  );
}
