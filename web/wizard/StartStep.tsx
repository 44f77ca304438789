import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useRead, useWrite } from '../api/hooks.ts';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { paths } from '../paths.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import type { DeskView } from './steps.ts';
import { useReread } from './useReread.ts';
import { useWizard } from './useWizard.ts';

type Must = OutputOf<'checkDesk'>['must'][number];

/** What would start, what must be settled or confirmed first, and the start itself. */
export function StartStep({ desk }: { readonly desk: DeskView }) {
  const {
    data: check,
    error,
    isPending,
  } = useRead('checkDesk', { desk: desk.desk }, { enabled: desk.state === 'open' });
  if (desk.state === 'started') return <Started desk={desk} />;
  if (desk.state === 'discarded') return <p className="card">这份方案已作废，不能启动。</p>;
  if (isPending) return <Loading what="正在检查" />;
  if (check === undefined) return <Failure error={error} />;
  const settle = check.must.filter(({ confirmable }) => !confirmable);
  const confirm = check.must.filter(({ confirmable }) => confirmable);
  return (
    <>
      <section className="card" aria-labelledby="wizard-what">
        <h2 id="wizard-what">将要启动</h2>
        <dl className="wizard-facts">
          <div>
            <dt>名称</dt>
            <dd>{desk.title}</dd>
          </div>
          <div>
            <dt>任务</dt>
            <dd>
              {check.tasks} 项，报送单位 {check.units} 家
            </dd>
          </div>
          <div>
            <dt>期限</dt>
            <dd>
              {check.horizon.from} 至 {check.horizon.last}
            </dd>
          </div>
          <div>
            <dt>制度</dt>
            <dd>{check.regime ?? '（有错误）'}</dd>
          </div>
        </dl>
        {check.burden === null ? null : <p>负担：{check.burden.words}</p>}
      </section>
      <Settle must={settle} more={check.mustCount - check.must.length} />
      <StartForm key={desk.desk} desk={desk} confirm={confirm} isReady={settle.length === 0} />
    </>
  );
}

function Started({ desk: { campaign } }: { readonly desk: DeskView }) {
  const id = campaign ?? '';
  return (
    <section className="card">
      <h2>已启动</h2>
      <p role="status">专项行动 {id} 已启动。首批通知发出之前可以撤回。</p>
      <p className="forms-row">
        <Link className="forms-other" to={paths.campaign(id)}>
          打开专项行动
        </Link>
        <Link className="forms-other" to={paths.ledger} search={{ campaign: id }}>
          打开台账
        </Link>
      </p>
    </section>
  );
}

const STEP_WORDS = {
  review: '去核对',
  regime: '去改制度',
  documents: '去填名录与期限',
  start: '',
} as const;

function Settle({ must, more }: { readonly must: readonly Must[]; readonly more: number }) {
  const { go } = useWizard();
  if (must.length === 0) return null;
  return (
    <section className="card" aria-labelledby="wizard-settle">
      <h2 id="wizard-settle">启动前必须解决的（{must.length + more}）</h2>
      <ol className="wizard-list">
        {must.map(({ code, words, step, doubt }, i) => (
          <li key={`${i} ${code}`}>
            {words}{' '}
            {step === 'start' ? null : (
              <button
                type="button"
                className="plain"
                onClick={() => go({ step, doubt: doubt ?? undefined, kind: undefined })}
              >
                {STEP_WORDS[step]}
              </button>
            )}
          </li>
        ))}
      </ol>
      {more > 0 ? <p className="quiet">另有 {more} 处没有列出。</p> : null}
    </section>
  );
}

function StartForm(props: {
  readonly desk: DeskView;
  readonly confirm: readonly Must[];
  readonly isReady: boolean;
}) {
  const { desk, confirm, isReady } = props;
  const [seen, setSeen] = useState<readonly string[]>([]);
  const [trial, setTrial] = useState(false);
  const [first, setFirst] = useState('');
  const start = useWrite('startDesk');
  const reread = useReread();
  const codes = [...new Set(confirm.map(({ code }) => code))];
  const left = codes.filter((code) => !seen.includes(code));
  const submit = () =>
    start.mutate(
      {
        ...{ desk: desk.desk, version: desk.version, confirm: [...seen], trial },
        ...(first === '' ? {} : { firstNoticesAt: first.replace('T', ' ') }),
      },
      { onError: reread },
    );
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>启动</h2>
      {codes.map((code) => (
        <p key={code} className="wizard-check">
          <input
            type="checkbox"
            id={`confirm-${code}`}
            checked={seen.includes(code)}
            onChange={({ target }) =>
              setSeen(target.checked ? [...seen, code] : seen.filter((one) => one !== code))
            }
          />
          <label htmlFor={`confirm-${code}`}>
            我已看过并确认：
            {confirm
              .filter((one) => one.code === code)
              .slice(0, 5)
              .map(({ words }) => words)
              .join('；')}
          </label>
        </p>
      ))}
      <p className="wizard-check">
        <input
          type="checkbox"
          id="start-trial"
          checked={trial}
          onChange={({ target }) => setTrial(target.checked)}
        />
        <label htmlFor="start-trial">
          先试运行
          <span className="forms-hint">通知只送督查室，各单位收不到；满意了再转入正式。</span>
        </label>
      </p>
      <FirstNotices value={first} onChange={setFirst} />
      <Failure error={start.error} />
      <Send busy={start.isPending} busyWords="正在启动……" disabled={!isReady || left.length > 0}>
        启动
      </Send>
      {isReady && left.length === 0 ? null : (
        <p className="quiet">
          还有 {left.length} 处没有确认{isReady ? '' : '，另有必须先解决的'}。
        </p>
      )}
    </form>
  );
}

function FirstNotices(props: { readonly value: string; readonly onChange: (v: string) => void }) {
  return (
    <TextField
      label="首批通知时间"
      value={props.value}
      onChange={props.onChange}
      optional
      hint="如 2026-03-02 14:00。不填的，启动后 30 分钟发出；此前可以撤回。"
    />
  );
}
