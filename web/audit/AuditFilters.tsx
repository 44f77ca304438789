import { useState, type SyntheticEvent } from 'react';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { TextField } from '../forms/TextField.tsx';
import type { Filters } from './filters.ts';

const OUTCOMES = [
  ['', '全部'],
  ['done', '办成'],
  ['refused', '被拒绝'],
  ['repeated', '重复提交'],
] as const;

/** What is looked for; it goes into the address when one presses the button. */
export function AuditFilters(props: {
  readonly filters: Filters;
  readonly acts: readonly { readonly act: string; readonly label: string }[];
  readonly onChange: (filters: Filters) => void;
}) {
  const { filters, acts, onChange } = props;
  const [values, setValues] = useState(filters);
  const set = (field: keyof Filters) => (value: string) =>
    setValues((old) => ({ ...old, [field]: value }));
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    onChange(values);
  };
  const choices = [
    ['', '全部'] as const,
    ...acts.map(({ act, label }) => [act, label] as const),
  ].toSorted(([one, a], [other, b]) =>
    one === '' ? -1 : other === '' ? 1 : a.localeCompare(b, 'zh'),
  );
  return (
    <form className="forms-filters" role="search" aria-label="查找审计记录" onSubmit={send}>
      <TextField label="从" type="date" value={values.from ?? ''} onChange={set('from')} filter />
      <TextField label="到" type="date" value={values.to ?? ''} onChange={set('to')} filter />
      <TextField
        label="谁（登录名）"
        value={values.account ?? ''}
        onChange={set('account')}
        filter
      />
      <ChoiceField label="动作" value={values.act ?? ''} choices={choices} onChange={set('act')} />
      <ChoiceField
        label="结果"
        value={values.outcome ?? ''}
        choices={OUTCOMES}
        onChange={set('outcome')}
      />
      <TextField label="对象" value={values.subject ?? ''} onChange={set('subject')} filter />
      <TextField label="内容里有" value={values.text ?? ''} onChange={set('text')} filter />
      <button type="submit" className="forms-send">
        查找
      </button>
      <button
        type="button"
        className="plain"
        onClick={() =>
          onChange({ from: '', to: '', account: '', act: '', outcome: '', subject: '', text: '' })
        }
      >
        清空条件
      </button>
    </form>
  );
}
