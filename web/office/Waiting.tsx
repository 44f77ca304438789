import { useAddress } from '../address/useAddress.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { campaignNames } from '../shell/campaignNames.ts';
import { Empty } from '../signs/Empty.tsx';
import { GateLine } from './GateLine.tsx';
import '../lists/pills.css';

type TodayView = OutputOf<'showToday'>;

/** 需要我处理: everything that waits for the office, the most urgent first, of one kind where one is chosen. */
export function Waiting({ today }: { readonly today: TodayView }) {
  const { kind } = useAddress();
  const [done, setDone] = useState('');
  const names = today.campaigns.length > 1 ? campaignNames(today.campaigns) : undefined;
  const gates = today.gates.filter((gate) => kind === undefined || gate.kind === kind);
  return (
    <section className="card" aria-labelledby="waiting">
      <h2 id="waiting" className="office-title">
        需要我处理 <span className="office-count">{today.gatesTotal}</span>
      </h2>
      <Kinds waiting={today.waiting} chosen={kind} />
      {done === '' ? null : (
        <p className="acts-done" role="status">
          {done}
        </p>
      )}
      {gates.length === 0 ? (
        <Empty title={kind === undefined ? '现在没有需要处理的事项' : '这一类没有需要处理的事项'}>
          <p>有提请约谈、待签通报、延期或销号申请时，会出现在这里。</p>
        </Empty>
      ) : (
        <ul className="office-gates">
          {gates.map((gate) => (
            <GateLine
              key={gate.id}
              gate={gate}
              campaign={names?.get(gate.campaign)}
              onDone={setDone}
            />
          ))}
        </ul>
      )}
      {today.gatesTotal > today.gates.length ? (
        <p className="quiet">
          还有 {today.gatesTotal - today.gates.length} 项未列出，办理上面的以后依次出现。
        </p>
      ) : null}
    </section>
  );
}

function Kinds(props: {
  readonly waiting: TodayView['waiting'];
  readonly chosen: string | undefined;
}) {
  const { waiting, chosen } = props;
  const navigate = useNavigate();
  // an address may name a kind of which nothing waits any more: the way back to all stays
  if (waiting.length < 2 && chosen === undefined) return null;
  const choose = (kind: string | undefined) =>
    void navigate({ to: '.', search: kind === undefined ? {} : { kind } });
  return (
    <p className="pills office-kinds" role="group" aria-label="按种类查看">
      <button type="button" aria-pressed={chosen === undefined} onClick={() => choose(undefined)}>
        全部
      </button>
      {waiting.map(({ kind, words, count }) => (
        <button
          key={kind}
          type="button"
          aria-pressed={chosen === kind}
          onClick={() => choose(kind)}
        >
          {words} {count}
        </button>
      ))}
    </p>
  );
}
