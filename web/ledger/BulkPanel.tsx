import { useState, type ChangeEvent, type SyntheticEvent } from 'react';
import type { InputOf, OutputOf } from '../../client/operations.ts';
import { useAsk } from '../acts/useAsk.ts';
import { call } from '../api/call.ts';
import { useWrite } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import { BulkList } from './BulkList.tsx';
import { questionOf, type Filters } from './filters.ts';

type Preview = OutputOf<'previewBulk'>;
type BulkAct = InputOf<'previewBulk'>['act'];

const ACTS: readonly (readonly [BulkAct, string])[] = [
  ['extend', '顺延时限'],
  ['exempt', '免报'],
  ['suspend', '暂停'],
  ['resume', '恢复'],
];

interface Props {
  readonly campaign: string;
  readonly filters: Filters;
  readonly chosen: ReadonlySet<string>;
  readonly loaded: readonly string[];
  readonly total: number;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
}

/** 成批办理 of the chosen tasks: every instant before and after is seen before it is done. */
export function BulkPanel(props: Props) {
  const { campaign, chosen, onChosen } = props;
  const [act, setAct] = useState<BulkAct>('extend');
  const [days, setDays] = useState('3');
  const [until, setUntil] = useState('');
  const [shown, setShown] = useState<{ question: InputOf<'previewBulk'>; preview: Preview }>();
  const preview = useAsk('previewBulk');
  const pick = ({ target }: ChangeEvent<HTMLInputElement>) => setUntil(target.value);
  const look = async (event: SyntheticEvent) => {
    event.preventDefault();
    const question: InputOf<'previewBulk'> = {
      ...{ campaign, act, tasks: [...chosen] },
      ...(act === 'extend' ? { days: Number(days) } : {}),
      ...(until === '' ? {} : { dueBetween: { from: LONG_AGO, to: `${until}T23:59:59+08:00` } }),
    };
    const found = await preview.mutateAsync(question).catch(() => null);
    setShown(found === null ? undefined : { question, preview: found });
  };
  return (
    <section className="card" aria-labelledby="bulk">
      <h2 id="bulk" className="ledger-bulk-title">
        成批办理：已选 {chosen.size} 项
      </h2>
      <ChooseAll {...props} />
      <form className="ledger-bulk" onSubmit={(event) => void look(event)}>
        <label>
          办理{' '}
          <select
            value={act}
            onChange={(event) => {
              setAct(event.target.value as BulkAct);
              setShown(undefined);
            }}
          >
            {ACTS.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
        {act === 'extend' ? (
          <label>
            顺延{' '}
            <input
              type="number"
              min={1}
              max={250}
              value={days}
              onChange={(event) => setDays(event.target.value)}
            />{' '}
            个工作日
          </label>
        ) : null}
        {act === 'extend' || act === 'exempt' ? (
          <label>
            只办 <input type="date" value={until} onChange={pick} /> 以前到期的（可不填）
          </label>
        ) : null}
        <button type="submit" className="acts-button main" disabled={preview.isPending}>
          {preview.isPending ? '正在推算……' : '预览影响'}
        </button>
        <button type="button" className="acts-button" onClick={() => onChosen(new Set())}>
          取消选择
        </button>
      </form>
      <Failure error={preview.error} />
      {shown === undefined ? null : (
        <Order key={shown.preview.digest} {...shown} onDone={() => setShown(undefined)} />
      )}
    </section>
  );
}

const LONG_AGO = '2000-01-01T00:00:00+08:00';
const PAGE = 200;

/** Also those of the filter that have not been read yet. */
function ChooseAll({ campaign, filters, chosen, total, loaded, onChosen }: Props) {
  const [got, setGot] = useState<number>();
  const [error, setError] = useState<unknown>();
  if (chosen.size < loaded.length || total <= loaded.length) return null;
  const all = async () => {
    const keys: string[] = [];
    setError(undefined);
    try {
      for (let after: string | undefined = ''; after !== undefined;) {
        const question = { ...questionOf(campaign, filters), limit: PAGE, chips: 'false' as const };
        const page: OutputOf<'searchTasks'> = await call('searchTasks', {
          ...question,
          ...(after === '' ? {} : { after }),
        });
        keys.push(...page.tasks.map(({ key }) => key));
        setGot(keys.length);
        after = page.next ?? undefined;
      }
      onChosen(new Set(keys));
    } catch (failed) {
      setError(failed);
    }
    setGot(undefined);
  };
  return (
    <p>
      <button
        type="button"
        className="plain"
        disabled={got !== undefined}
        onClick={() => void all()}
      >
        {got === undefined ? `选中符合条件的全部 ${total} 项` : `已读 ${got} / ${total} 项……`}
      </button>
      <Failure error={error} />
    </p>
  );
}

function Order(props: {
  readonly question: InputOf<'previewBulk'>;
  readonly preview: Preview;
  readonly onDone: () => void;
}) {
  const { question, preview } = props;
  const [reason, setReason] = useState('');
  const [done, setDone] = useState('');
  const order = useWrite('orderBulk');
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const asked = { ...question, confirm: preview.digest, reason };
    const answer = await order.mutateAsync(asked).catch(() => null);
    if (answer === null) return;
    setDone(
      `已办理，编号 ${answer.number}：${answer.tasks} 项任务，${answer.obligations} 期报送。`,
    );
  };
  if (done !== '') {
    return (
      <p className="acts-done" role="status">
        {done}
      </p>
    );
  }
  return (
    <form
      className="acts-form ledger-order"
      aria-label="成批办理"
      onSubmit={(event) => void send(event)}
    >
      <BulkList preview={preview} />
      <p className="acts-field">
        <label htmlFor="bulk-reason">理由（记入台账，通知有关单位）</label>
        <textarea
          id="bulk-reason"
          required
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </p>
      <Secrecy />
      <Failure error={order.error} />
      <button type="submit" className="acts-button main" disabled={order.isPending}>
        {order.isPending ? '正在提交……' : `确认办理 ${preview.tasks.length} 项`}
      </button>
    </form>
  );
}
