import { useState } from 'react';
import { useWrite } from '../api/hooks.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import { GroupsForm } from './GroupsForm.tsx';
import { TextDocument } from './TextDocument.tsx';
import { UnitNames } from './UnitNames.tsx';
import type { DeskView } from './steps.ts';
import { useReread } from './useReread.ts';
import { useWizard } from './useWizard.ts';

/** Title and span of the campaign, who is meant by each name, and the working calendar. */
export function DocumentsStep({ desk }: { readonly desk: DeskView }) {
  const { go } = useWizard();
  const readOnly = desk.state !== 'open';
  const { calendar, directory } = desk;
  return (
    <>
      <fieldset className="wizard-plain" disabled={readOnly}>
        <Span desk={desk} />
        <GroupsForm desk={desk} />
        <TextDocument
          desk={desk}
          field="units"
          title="单位名录"
          given={directory.yaml}
          faults={directory.faults}
          absent={`没有另给名录，按方案中写的名称，共 ${directory.units} 家单位。`}
          present={`已用给出的名录，共 ${directory.units} 家单位。`}
        />
        <TextDocument
          desk={desk}
          field="calendar"
          title="工作日历"
          given={calendar.text}
          faults={calendar.faults}
          absent={`用系统自带的日历（国务院办公厅公布的节假日安排，公布至 ${calendar.announcedThrough ?? ''}）。`}
          present={`已用给出的日历，公布至 ${calendar.announcedThrough ?? ''}。`}
        />
      </fieldset>
      <UnitNames desk={desk} />
      <button type="button" className="forms-send" onClick={() => go({ step: 'rehearse' })}>
        下一步：推演
      </button>
    </>
  );
}

const LEADS = [
  ['', '合报一份（默认）'],
  ['several', '各报各的'],
] as const;

function Span({ desk }: { readonly desk: DeskView }) {
  const { desk: id, version, plan, horizon, leadership, severalLeads } = desk;
  const [title, setTitle] = useState(plan.givenTitle ?? plan.title ?? '');
  const [from, setFrom] = useState(horizon.from);
  const [last, setLast] = useState(horizon.last);
  const [lead, setLead] = useState(leadership === 'several' ? 'several' : '');
  const save = useWrite('setDeskDocuments');
  const reread = useReread();
  const given = title.trim() === (plan.title ?? '').trim() ? null : title.trim();
  const kept = typeof leadership === 'object' && leadership !== null && lead === '';
  const leading = kept ? {} : { leadership: lead === 'several' ? ('several' as const) : null };
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        const input = { desk: id, version, title: given, horizon: { from, last }, ...leading };
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
        <ChoiceField
          label={`一项任务并列几个牵头单位的（${severalLeads.length} 项）`}
          value={lead}
          choices={LEADS}
          onChange={setLead}
          hint={severalLeads
            .slice(0, 3)
            .map(({ no, units }) => `第${no ?? '?'}项：${units}`)
            .join('；')}
        />
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
