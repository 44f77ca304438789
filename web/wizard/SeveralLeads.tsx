import { useState } from 'react';
import { useWrite } from '../api/hooks.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { Send } from '../forms/Send.tsx';
import { Failure } from '../signs/Failure.tsx';
import { leadershipFrom, leadsOf, type Lead, type Leads } from './leads.ts';
import type { DeskView } from './steps.ts';
import { useReread } from './useReread.ts';
import { useWizard } from './useWizard.ts';

const REST = [
  ['joint', '合报一份'],
  ['several', '各报各的'],
] as const;
const SHOWN = 20;

/** 并列牵头: whether several units that lead one task report once together or each by itself, task by task. */
export function SeveralLeads({ desk }: { readonly desk: DeskView }) {
  const { severalLeads, state } = desk;
  // Only what was chosen here: what others have written meanwhile shows in the other fields.
  const [chosen, setChosen] = useState<Partial<Leads>>({});
  const [all, setAll] = useState(false);
  const save = useWrite('setDeskDocuments');
  const reread = useReread();
  const { go } = useWizard();
  if (severalLeads.length === 0) return null;
  const kept = leadsOf(desk.leadership, severalLeads);
  const now: Leads = {
    rest: chosen.rest ?? kept.rest,
    byTask: { ...kept.byTask, ...chosen.byTask },
  };
  const isChanged = Object.keys(chosen).length > 0;
  const choose = (task: string, lead: Lead | '') =>
    setChosen({ ...chosen, byTask: { ...chosen.byTask, [task]: lead } });
  return (
    <form
      className="card"
      aria-labelledby="wizard-several"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { desk: desk.desk, version: desk.version, leadership: leadershipFrom(now) },
          { onError: reread, onSuccess: () => setChosen({}) },
        );
      }}
    >
      <h2 id="wizard-several">并列牵头的任务（{severalLeads.length} 项）</h2>
      <p className="quiet">
        合报一份：几家合起来报一份，一家报了就算都报了。各报各的：每家各报一份，分别判定、分别催办。
      </p>
      <fieldset className="wizard-plain" disabled={state !== 'open'}>
        <ChoiceField
          label="没有单独选定的"
          value={now.rest}
          choices={REST}
          onChange={(lead) => setChosen({ ...chosen, rest: lead as Lead })}
        />
        <Table
          tasks={all ? severalLeads : severalLeads.slice(0, SHOWN)}
          leads={now}
          choose={choose}
        />
        {severalLeads.length > SHOWN ? (
          <button type="button" className="plain" onClick={() => setAll(!all)}>
            {all ? '只看前面的' : `列出 ${severalLeads.length} 项`}
          </button>
        ) : null}
        <Failure error={save.error} />
        <div className="forms-row">
          <Send busy={save.isPending} busyWords="正在保存……" disabled={!isChanged}>
            保存牵头方式
          </Send>
          <button
            type="button"
            className="plain"
            onClick={() => go({ step: 'rehearse', way: 'compare-leads' })}
          >
            推演两种方式的差别
          </button>
          <span role="status">
            {isChanged ? '有改动还没有保存。' : save.data === undefined ? '' : '已保存。'}
          </span>
        </div>
      </fieldset>
    </form>
  );
}

function Table(props: {
  readonly tasks: DeskView['severalLeads'];
  readonly leads: Leads;
  readonly choose: (task: string, lead: Lead | '') => void;
}) {
  const { tasks, leads, choose } = props;
  const rest = leads.rest === 'several' ? '各报各的' : '合报一份';
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="并列牵头的任务">
      <table className="list">
        <thead>
          <tr>
            <th scope="col">任务</th>
            <th scope="col">并列牵头单位</th>
            <th scope="col">怎么报</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map(({ task, no, title, units }) => (
            <tr key={task}>
              <th scope="row">
                {no === null ? '' : `第${no}项　`}
                {title}
              </th>
              <td>{units}</td>
              <td>
                <select
                  aria-label={`${no === null ? title : `第${no}项`}怎么报`}
                  className="wizard-lead"
                  value={leads.byTask[task] ?? ''}
                  onChange={({ target }) => choose(task, target.value as Lead | '')}
                >
                  <option value="">同上（{rest}）</option>
                  {REST.map(([value, words]) => (
                    <option key={value} value={value}>
                      {words}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
