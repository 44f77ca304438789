import { useState } from 'react';
import { useWrite } from '../api/hooks.ts';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import { GroupsForm } from './GroupsForm.tsx';
import { OwnCalendar } from './OwnCalendar.tsx';
import { OwnUnits } from './OwnUnits.tsx';
import { UnitNames } from './UnitNames.tsx';
import type { DeskView } from './steps.ts';
import { useReread } from './useReread.ts';
import { useWizard } from './useWizard.ts';

/** Title and span of the campaign, who is meant by each name, and the working calendar. */
export function DocumentsStep({ desk }: { readonly desk: DeskView }) {
  const { go } = useWizard();
  const readOnly = desk.state !== 'open';
  return (
    <>
      <fieldset className="wizard-plain" disabled={readOnly}>
        <Span desk={desk} />
        <GroupsForm desk={desk} />
        <OwnUnits desk={desk} />
        <OwnCalendar desk={desk} />
      </fieldset>
      <UnitNames desk={desk} />
      <button type="button" className="forms-send" onClick={() => go({ step: 'rehearse' })}>
        下一步：推演
      </button>
    </>
  );
}

function Span({ desk }: { readonly desk: DeskView }) {
  const { desk: id, version, plan, horizon, severalLeads } = desk;
  const { go } = useWizard();
  const [title, setTitle] = useState(plan.givenTitle ?? plan.title ?? '');
  const [from, setFrom] = useState(horizon.from);
  const [last, setLast] = useState(horizon.last);
  const save = useWrite('setDeskDocuments');
  const reread = useReread();
  const given = title.trim() === (plan.title ?? '').trim() ? null : title.trim();
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        const input = { desk: id, version, title: given, horizon: { from, last } };
        save.mutate(input, { onError: reread });
      }}
    >
      <h2>标题和期限</h2>
      <TextField label="专项行动名称" value={title} onChange={setTitle} maxLength={300} />
      <div className="forms-row">
        <TextField label="期限自" type="date" value={from} onChange={setFrom} />
        <TextField label="至（含当日）" type="date" value={last} onChange={setLast} />
      </div>
      {severalLeads.length === 0 ? null : (
        <p>
          有 {severalLeads.length} 项任务并列几个牵头单位，合报还是各报，
          <button type="button" className="plain" onClick={() => go({ step: 'review' })}>
            在“核对”中逐项选定
          </button>
          。
        </p>
      )}
      <Secrecy />
      <Failure error={save.error} />
      {save.data === undefined ? null : <p role="status">{save.data.words}</p>}
      <Send busy={save.isPending} busyWords="正在保存……">
        保存
      </Send>
    </form>
  );
}
