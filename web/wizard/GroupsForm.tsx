import { useId, useState } from 'react';
import { useWrite } from '../api/hooks.ts';
import { codeOf, sentenceOf } from '../api/problem.ts';
import { Send } from '../forms/Send.tsx';
import { Failure } from '../signs/Failure.tsx';
import type { DeskView } from './steps.ts';
import { useReread } from './useReread.ts';

const PARTS = /[、,，;；\n]+/u;

function membersIn(text: string): string[] {
  return text.split(PARTS).flatMap((part) => part.trim() || []);
}

/** Printed expressions that stand for several units 单位组: who is meant, said once for all tasks. */
export function GroupsForm({ desk }: { readonly desk: DeskView }) {
  const { directory } = desk;
  const open = directory.names.filter(({ kind }) => kind === 'open');
  const named = [...new Set([...Object.keys(directory.groups), ...open.map((one) => one.printed)])];
  const tasks = new Map(directory.names.map(({ printed, tasks: count }) => [printed, count]));
  // Only what was typed: what others have written meanwhile shows in the other fields.
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const textOf = (name: string) => typed[name] ?? (directory.groups[name] ?? []).join('、');
  const save = useWrite('setDeskDocuments');
  const reread = useReread();
  if (named.length === 0) return null;
  // What is new must be confirmed as it was last shown: any change asks again.
  const isNew = codeOf(save.error) === 'units-new';
  const submit = () => {
    const groups: Readonly<Record<string, string[]>> = Object.fromEntries(
      named.flatMap((name) => {
        const members = membersIn(textOf(name));
        return members.length === 0 ? [] : [[name, members]];
      }),
    );
    const newUnits = isNew ? [...new Set(Object.values(groups).flat())] : [];
    const { desk: id, version } = desk;
    save.mutate({ desk: id, version, groups, newUnits }, { onError: reread });
  };
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>一类单位指谁</h2>
      <p className="quiet">
        方案里写的是一类单位。请列出具体单位，用顿号隔开；只列一次，各处都按它办。
      </p>
      {named.map((name) => (
        <GroupField
          key={name}
          name={name}
          tasks={tasks.get(name) ?? 0}
          text={textOf(name)}
          onChange={(text) => {
            setTyped({ ...typed, [name]: text });
            save.reset();
          }}
        />
      ))}
      {directory.newUnits.length === 0 ? null : (
        <p className="quiet">
          名录里没有、已作为新单位的 {directory.newUnits.length} 家：{directory.newUnits.join('、')}
        </p>
      )}
      {isNew ? (
        <p role="alert" className="wizard-new">
          {sentenceOf(save.error)}
        </p>
      ) : (
        <Failure error={save.error} />
      )}
      <Send busy={save.isPending} busyWords="正在保存……">
        {isNew ? '确认为新单位，保存名单' : '保存名单'}
      </Send>
    </form>
  );
}

function GroupField(props: {
  readonly name: string;
  readonly tasks: number;
  readonly text: string;
  readonly onChange: (text: string) => void;
}) {
  const { name, tasks, text, onChange } = props;
  const id = useId();
  return (
    <p className="forms-field">
      <label htmlFor={id}>
        “{name}”{tasks > 0 ? `（${tasks} 项任务）` : ''}
      </label>
      <textarea
        id={id}
        rows={2}
        value={text}
        placeholder="东塘街道、南浦镇……"
        onChange={(event) => onChange(event.target.value)}
      />
    </p>
  );
}
