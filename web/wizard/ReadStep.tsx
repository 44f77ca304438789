import { useState } from 'react';
import { call } from '../api/call.ts';
import { useRead } from '../api/hooks.ts';
import { saveFile } from '../files/saveFile.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import type { DeskView } from './steps.ts';
import { useWizard } from './useWizard.ts';

/** What was understood: head, counts, tasks page by page. */
export function ReadStep({ desk }: { readonly desk: DeskView }) {
  const { go } = useWizard();
  const { plan, deadlines } = desk;
  return (
    <>
      <section className="card" aria-labelledby="wizard-read">
        <h2 id="wizard-read">读出了什么</h2>
        <dl className="wizard-facts">
          <Fact name="标题" value={plan.givenTitle ?? plan.title ?? '（没有读到）'} />
          <Fact name="发文机关" value={plan.issuer ?? '（没有读到）'} />
          <Fact name="文号" value={plan.documentNumber ?? '（没有读到）'} />
          <Fact name="成文日期" value={plan.issuedOn ?? '（没有读到）'} />
          <Fact name="任务" value={`${desk.tasks} 项，${desk.categories.length} 类`} />
          <Fact name="单位" value={`${desk.units.length} 个名称`} />
          <Fact name="牵头领导" value={`${desk.leaders.length} 位`} />
          <Fact
            name="时限"
            value={`写明日期 ${deadlines.dated} 处，定期 ${deadlines.recurring} 处，其他 ${deadlines.other} 处，没有写的 ${deadlines.none} 项`}
          />
          {plan.absent.length > 0 ? <Fact name="缺附件" value={plan.absent.join('、')} /> : null}
        </dl>
        <p>{desk.counts}</p>
        <p className="forms-row">
          <button type="button" className="forms-send" onClick={() => go({ step: 'review' })}>
            下一步：核对
          </button>
          <SaveLedger desk={desk.desk} />
        </p>
      </section>
      <Tasks desk={desk} />
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function SaveLedger({ desk }: { readonly desk: string }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { name, type, bytes } = await call('exportDesk', { desk, format: 'xlsx' });
      saveFile(
        name,
        Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)),
        type,
      );
    } catch (failed) {
      setError(failed);
    }
    setBusy(false);
  };
  return (
    <>
      <button type="button" className="forms-other" disabled={busy} onClick={() => void save()}>
        {busy ? '正在导出……' : '导出台账（Excel）'}
      </button>
      <Failure error={error} />
    </>
  );
}

function Tasks({ desk }: { readonly desk: DeskView }) {
  const [after, setAfter] = useState(-1);
  const { data, error, isPending } = useRead('listDeskTasks', {
    desk: desk.desk,
    after,
    limit: 50,
  });
  if (isPending) return <Loading />;
  return (
    <section className="card" aria-labelledby="wizard-tasks">
      <h2 id="wizard-tasks">任务</h2>
      <Failure error={error} />
      <div className="scroll" tabIndex={0} role="region" aria-label="任务">
        <table className="list wizard-tasks">
          <thead>
            <tr>
              <th scope="col">序号</th>
              <th scope="col">任务</th>
              <th scope="col">单位</th>
              <th scope="col">牵头领导</th>
              <th scope="col">时限</th>
              <th scope="col">待核对</th>
            </tr>
          </thead>
          <tbody>
            {data?.tasks.map((task) => (
              <tr key={task.ordinal}>
                <td>{task.no ?? `第${task.ordinal + 1}项`}</td>
                <td>
                  {task.category.length > 0 ? (
                    <div className="quiet">{task.category.join(' / ')}</div>
                  ) : null}
                  {task.title === '' ? null : <strong>{task.title}　</strong>}
                  {task.content}
                </td>
                <td>{task.units}</td>
                <td>{task.leaders.join('、')}</td>
                <td>{task.deadlines}</td>
                <td>{task.doubts > 0 ? `${task.doubts} 处` : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="forms-row">
        {after < 0 ? null : (
          <button type="button" className="plain" onClick={() => setAfter(-1)}>
            回到开头
          </button>
        )}
        {data?.next == null ? null : (
          <button type="button" className="plain" onClick={() => setAfter(data.next ?? -1)}>
            后面的任务
          </button>
        )}
        <span className="quiet">共 {data?.total ?? 0} 项</span>
      </p>
    </section>
  );
}
