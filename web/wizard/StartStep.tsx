import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../client/operations.ts';
import { useRead } from '../api/hooks.ts';
import { instantText } from '../forms/instantText.ts';
import { paths } from '../paths.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { StartForm } from './StartForm.tsx';
import type { DeskView } from './steps.ts';
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
        {check.burden === null || check.burden.over > 0 ? null : <p>负担：{check.burden.words}</p>}
      </section>
      <Settle must={settle} more={check.mustCount - check.must.length} />
      <StartForm key={desk.desk} desk={desk} confirm={confirm} isReady={settle.length === 0} />
    </>
  );
}

function Started({ desk: { campaign, approval } }: { readonly desk: DeskView }) {
  const id = campaign ?? '';
  return (
    <section className="card">
      <h2>已启动</h2>
      <p role="status">专项行动 {id} 已启动。首批通知发出之前可以撤回。</p>
      {approval === null ? null : (
        <p>
          启动时负担超过上限：{approval.words}
          <br />
          {approval.by}于 {instantText(approval.at)} 批准启动，理由：{approval.reason}
        </p>
      )}
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
