import { useState } from 'react';
import { useRead, useWrite } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';
import { RegimeEditor } from '../regime/RegimeEditor.tsx';
import type { DeskView } from './steps.ts';
import { useReread } from './useReread.ts';
import { useWizard } from './useWizard.ts';

/** By which rules it is supervised: as the text prescribes, one that comes with the product, or an own one. */
export function RegimeStep({ desk }: { readonly desk: DeskView }) {
  const { go } = useWizard();
  const { regime } = desk;
  return (
    <>
      <Clauses desk={desk} />
      <Choice desk={desk} />
      <Own key={`${regime.from} ${regime.from === 'own' ? '' : regime.yaml.length}`} desk={desk} />
      <button type="button" className="forms-send" onClick={() => go({ step: 'documents' })}>
        下一步：名录与期限
      </button>
    </>
  );
}

function Clauses({ desk: { clauses } }: { readonly desk: DeskView }) {
  return (
    <section className="card" aria-labelledby="wizard-clauses">
      <h2 id="wizard-clauses">方案里写的督办要求</h2>
      {clauses.length === 0 ? (
        <p>方案里没有写明调度、通报、约谈等要求，请选一份制度。</p>
      ) : (
        <ul className="wizard-list">
          {clauses.map(({ what, quote, sentence }, i) => (
            <li key={`${i} ${quote}`}>
              <strong>{what}</strong>　<Sentence {...{ quote, sentence }} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Sentence({ quote, sentence }: { readonly quote: string; readonly sentence: string }) {
  const at = sentence.indexOf(quote);
  if (at < 0) return <span>{sentence}</span>;
  return (
    <span>
      {sentence.slice(0, at)}
      <mark>{quote}</mark>
      {sentence.slice(at + quote.length)}
    </span>
  );
}

function Choice({ desk }: { readonly desk: DeskView }) {
  const { regime, version, desk: id } = desk;
  const { data } = useRead('listRegimeSamples', {});
  const pick = useWrite('setDeskRegime');
  const reread = useReread();
  const plan = {
    name: 'plan',
    title: '按方案文字拟定',
    about: '方案写明的照写，没有写的用默认值。',
  };
  const own = { name: 'own', title: '自己改过的', about: '' };
  const all = [plan, ...(data?.samples ?? []), ...(regime.from === 'own' ? [own] : [])];
  const choose = (name: string) =>
    pick.mutate({ desk: id, version, pick: name }, { onError: reread });
  return (
    <fieldset className="card" disabled={pick.isPending || desk.state !== 'open'}>
      <legend className="wizard-legend-title">用哪一份制度</legend>
      {all.map(({ name, title, about }) => (
        <p key={name} className="wizard-check">
          <input
            type="radio"
            id={`regime-${name}`}
            name="regime"
            checked={regime.from === name}
            onChange={() => choose(name)}
          />
          <label htmlFor={`regime-${name}`}>
            {title}
            <span className="forms-hint">{about.split('\n')[0]}</span>
          </label>
        </p>
      ))}
      {regime.from === 'own' ? (
        <p className="quiet">改选别的制度，会放下您自己改过的文字。</p>
      ) : null}
      <Failure error={pick.error} />
    </fieldset>
  );
}

function Own({ desk }: { readonly desk: DeskView }) {
  const { regime, version, desk: id } = desk;
  const [yaml, setYaml] = useState(regime.yaml);
  const save = useWrite('setDeskRegime');
  const reread = useReread();
  const isChanged = yaml !== regime.yaml;
  return (
    <section className="card" aria-labelledby="wizard-regime">
      <h2 id="wizard-regime">{regime.title ?? '制度'}</h2>
      {regime.asks.length === 0 ? null : (
        <details className="regime-details" open>
          <summary>原文没有写明、请确认的有 {regime.asks.length} 项，已按默认填写</summary>
          <ol className="wizard-list">
            {regime.asks.map(({ path, question, default: standing }) => (
              <li key={`${path} ${question}`}>
                {question}？　默认：{standing}
              </li>
            ))}
          </ol>
        </details>
      )}
      <RegimeEditor yaml={yaml} onChange={setYaml} />
      <Failure error={save.error} />
      <p className="forms-row">
        <button
          type="button"
          className="forms-send"
          disabled={!isChanged || save.isPending || desk.state !== 'open'}
          onClick={() => save.mutate({ desk: id, version, yaml }, { onError: reread })}
        >
          {save.isPending ? '正在保存……' : '保存制度'}
        </button>
        <span role="status">
          {isChanged ? '有改动还没有保存，有错误也可以先保存。' : (save.data?.words ?? '')}
        </span>
      </p>
    </section>
  );
}
