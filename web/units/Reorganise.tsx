import { useId, useState, type SyntheticEvent } from 'react';
import type { InputOf, OutputOf } from '../../client/operations.ts';
import { KnownNames } from '../acts/KnownNames.tsx';
import { useAsk } from '../acts/useAsk.ts';
import { useWrite } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';
import { EMPTY, reorganisation, type What, type Written } from './reorganisation.ts';
import { SplitRows } from './SplitRows.tsx';
import '../acts/style.css';
import './style.css';

type Preview = OutputOf<'previewReorganisation'>;
type Question = InputOf<'previewReorganisation'>;

const KINDS: readonly (readonly [What, string])[] = [
  ['rename', '更名'],
  ['merge', '合并'],
  ['split', '拆分'],
  ['transfer', '移交任务'],
];

/** 机构调整: what is meant, what it would move, then done as it was seen. */
export function Reorganise(props: {
  readonly campaign: string;
  readonly units: readonly string[];
}) {
  const { campaign, units } = props;
  const [written, setWritten] = useState<Written>(EMPTY);
  const [shown, setShown] = useState<{ question: Question; preview: Preview }>();
  const preview = useAsk('previewReorganisation');
  const set = (change: Partial<Written>) => {
    setWritten((old) => ({ ...old, ...change }));
    setShown(undefined);
  };
  const look = async (event: SyntheticEvent) => {
    event.preventDefault();
    const question = { campaign, ...reorganisation(written) };
    const found = await preview.mutateAsync(question).catch(() => null);
    setShown(found === null ? undefined : { question, preview: found });
  };
  return (
    <details className="card">
      <summary>机构调整：更名、合并、拆分、移交任务</summary>
      <form onSubmit={(event) => void look(event)}>
        <fieldset className="units-kinds">
          <legend>怎样调整</legend>
          {KINDS.map(([value, words]) => (
            <label key={value}>
              <input
                type="radio"
                name="what"
                checked={written.what === value}
                onChange={() => set({ what: value })}
              />{' '}
              {words}
            </label>
          ))}
        </fieldset>
        <Fields {...{ written, units, set }} />
        <Failure error={preview.error} />
        <button type="submit" className="acts-button main" disabled={preview.isPending}>
          {preview.isPending ? '正在推算……' : '预览影响'}
        </button>
      </form>
      {shown === undefined ? null : (
        <Order key={shown.preview.digest} {...shown} onDone={() => setWritten(EMPTY)} />
      )}
    </details>
  );
}

const WORDS: Readonly<Record<What, { readonly from: string; readonly to: string }>> = {
  rename: { from: '现名', to: '新名称' },
  merge: { from: '哪些单位', to: '合并为' },
  split: { from: '哪个单位', to: '拆为哪些单位，各承接哪些任务' },
  transfer: { from: '由哪个单位', to: '移交给名录中的哪个单位' },
};

function Fields(props: {
  readonly written: Written;
  readonly units: readonly string[];
  readonly set: (change: Partial<Written>) => void;
}) {
  const { written, units, set } = props;
  const id = useId();
  const { from, to } = WORDS[written.what];
  const list = `${id}-units`;
  return (
    <>
      <datalist id={list}>
        {units.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <p className="acts-field">
        <label htmlFor={`${id}-from`}>{from}</label>
        {written.what === 'merge' ? (
          <KnownNames
            id={`${id}-from`}
            label={from}
            known={units}
            required
            value={written.from}
            onChange={(value) => set({ from: value })}
          />
        ) : (
          <input
            id={`${id}-from`}
            list={list}
            required
            value={written.from}
            onChange={(event) => set({ from: event.target.value })}
          />
        )}
      </p>
      <p className="acts-field">
        <label htmlFor={`${id}-to`}>{to}</label>
        {written.what === 'split' ? (
          <SplitRows
            id={`${id}-to`}
            list={list}
            value={written.to}
            onChange={(value) => set({ to: value })}
          />
        ) : (
          <input
            id={`${id}-to`}
            list={list}
            required
            value={written.to}
            onChange={(event) => set({ to: event.target.value })}
          />
        )}
      </p>
      {written.what === 'transfer' ? (
        <p className="acts-field">
          <label htmlFor={`${id}-tasks`}>哪些任务的编号（不写为全部）</label>
          <input
            id={`${id}-tasks`}
            value={written.tasks}
            onChange={(event) => set({ tasks: event.target.value })}
          />
        </p>
      ) : null}
    </>
  );
}

function Order(props: {
  readonly question: Question;
  readonly preview: Preview;
  readonly onDone: () => void;
}) {
  const { question, preview, onDone } = props;
  const [reason, setReason] = useState('');
  const order = useWrite('reorganise');
  if (order.data !== undefined) {
    return (
      <p className="acts-done" role="status">
        已办理机构调整，正在告知有关单位。{' '}
        <button type="button" className="plain" onClick={onDone}>
          再办一项
        </button>
      </p>
    );
  }
  return (
    <form
      className="acts-form"
      aria-label="机构调整"
      onSubmit={(event) => {
        event.preventDefault();
        order.mutate({ ...question, confirm: preview.digest, reason });
      }}
    >
      <ul>
        {preview.units.map(({ id, name, was }) => (
          <li key={id}>{was === null ? `新单位 ${name}` : `${was} 更名为 ${name}`}</li>
        ))}
        {preview.moves.map(({ from, to, tasks, open, judged }) => (
          <li key={`${from}${to.join()}`}>
            {from} → {to.join('、')}：{tasks.length} 项任务，未了的 {open} 期随之移交，已判定的{' '}
            {judged} 期仍记在原单位
            <details>
              <summary>看任务</summary>
              {tasks.map(({ task, no, title }) => `${no ?? task} ${title}`).join('；')}
            </details>
          </li>
        ))}
      </ul>
      <p className="acts-field">
        <label htmlFor="reorganise-reason">依据和理由</label>
        <textarea
          id="reorganise-reason"
          required
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </p>
      <Failure error={order.error} />
      <button type="submit" className="acts-button main" disabled={order.isPending}>
        {order.isPending ? '正在办理……' : '确认调整'}
      </button>
    </form>
  );
}
