import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { ActBar } from '../acts/ActBar.tsx';
import { MarkSign } from '../marks/MarkSign.tsx';
import { ToTarget } from '../marks/ToTarget.tsx';
import { WhenText } from '../marks/WhenText.tsx';
import { WhyFacts } from '../marks/WhyFacts.tsx';

type Called = OutputOf<'showDuties'>['called'][number];

/** 被约谈: when and where the unit is to come, why, and what is asked of it next; before anything else that it has to do. */
export function CalledIn({ called }: { readonly called: readonly Called[] }) {
  // what was done is told here: its form is gone with it
  const [done, setDone] = useState('');
  if (called.length === 0 && done === '') return null;
  return (
    <section className="card unit-called" aria-labelledby="called">
      <h2 id="called" className="unit-title">
        约谈 {called.length} 件
      </h2>
      {done === '' ? null : (
        <p className="acts-done" role="status">
          {done}
        </p>
      )}
      <ul className="unit-list">
        {called.map((one) => (
          <One key={one.process} called={one} onDone={setDone} />
        ))}
      </ul>
    </section>
  );
}

function One(props: { readonly called: Called; readonly onDone: (words: string) => void }) {
  const { called, onDone } = props;
  const { meeting, limit, ifNothing } = called;
  const isAhead = called.phase === 'scheduled';
  return (
    <li>
      <p className="unit-entry-title">
        <MarkSign mark={called.mark} /> <strong>{called.title}</strong>{' '}
        {limit === null ? null : <WhenText when={limit} />}
      </p>
      {meeting === null || !isAhead ? null : <Meeting meeting={meeting} />}
      <p>
        事由：{called.reason} <WhyFacts why={called.why} />
      </p>
      <p>
        <strong>要办的：</strong>
        {called.asked}
      </p>
      {ifNothing === null ? null : <p className="quiet">{ifNothing.words}</p>}
      {called.phase !== 'rectifying' || called.acts.length > 0 ? null : (
        <p className="quiet">请由本单位负责人登录报送。</p>
      )}
      <ActBar acts={called.acts} about={called.title} onDone={onDone} />
      <p className="unit-row">
        <ToTarget target={called.target}>看约谈通知书和经过</ToTarget>
        <span className="quiet">{called.campaignTitle}</span>
      </p>
    </li>
  );
}

function Meeting({ meeting }: { readonly meeting: NonNullable<Called['meeting']> }) {
  const { at, place, interviewer, bring, contact, number } = meeting;
  return (
    <dl className="unit-meeting">
      <div>
        <dt>时间</dt>
        <dd>
          <WhenText when={at} />
        </dd>
      </div>
      <Line label="地点" value={place} />
      <Line label="约谈人" value={interviewer} />
      <Line label="须带材料" value={bring.length === 0 ? null : bring.join('；')} />
      <Line label="联系人" value={contact} />
      <Line label="文号" value={number} />
    </dl>
  );
}

function Line({ label, value }: { readonly label: string; readonly value: string | null }) {
  if (value === null || value === '') return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
