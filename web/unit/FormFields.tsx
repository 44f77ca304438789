import { useId } from 'react';
import type { Entry, Typed } from './content.ts';

interface Props {
  readonly entry: Entry;
  readonly typed: Typed;
  readonly onChange: (change: Partial<Typed>) => void;
}

/** What the form of this stage asks for, and the numbers of the task. */
export function FormFields({ entry, typed, onChange }: Props) {
  const { fields, measures, value, stage } = entry.form;
  return (
    <>
      {stage === null ? null : <p className="quiet">现在处于“{stage}”阶段，按下列各项填报。</p>}
      {fields.map((field) => (
        <FieldInput
          key={field.id}
          field={field}
          value={typed.fields[field.id] ?? ''}
          onChange={(text) => onChange({ fields: { ...typed.fields, [field.id]: text } })}
        />
      ))}
      {value === null ? null : (
        <NumberInput
          label="本期完成数"
          hint={value.words}
          value={typed.value}
          onChange={(text) => onChange({ value: text })}
        />
      )}
      {measures.map((measure) => (
        <NumberInput
          key={measure.id}
          label={
            measure.kind === 'rank'
              ? `${measure.title}（名次）`
              : `${measure.title}（累计，${measure.unit}）`
          }
          hint={`${measure.aim}；上次 ${measure.told}`}
          value={typed.measures[measure.id] ?? ''}
          onChange={(text) => onChange({ measures: { ...typed.measures, [measure.id]: text } })}
        />
      ))}
      {measures.some(({ kind }) => kind === 'cumulative') ? (
        <NumberInput
          label="累计数比上次少的原因（没有少就不填）"
          hint=""
          isText
          value={typed.fallReason}
          onChange={(text) => onChange({ fallReason: text })}
        />
      ) : null}
    </>
  );
}

type Field = Entry['form']['fields'][number];

function FieldInput(props: {
  readonly field: Field;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  const { field, value, onChange } = props;
  const id = useId();
  const own = { id, value, 'aria-required': field.required === true };
  return (
    <div className="unit-field">
      <label htmlFor={id}>
        {field.label}
        {field.required === true ? '（必填）' : '（可不填）'}
      </label>
      {field.kind === 'choice' ? (
        <select {...own} onChange={(event) => onChange(event.target.value)}>
          <option value="">请选择</option>
          {(field.choices ?? []).map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : field.kind === 'text' ? (
        <textarea
          {...own}
          rows={2}
          maxLength={field.max ?? 20_000}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <input
          {...own}
          type={field.kind === 'day' ? 'date' : 'text'}
          inputMode={field.kind === 'number' ? 'decimal' : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  );
}

function NumberInput(props: {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly isText?: boolean;
  readonly onChange: (text: string) => void;
}) {
  const { label, hint, value, isText = false, onChange } = props;
  const id = useId();
  return (
    <div className="unit-field">
      <label htmlFor={id}>{label}</label>
      {hint === '' ? null : (
        <p className="quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        type="text"
        inputMode={isText ? 'text' : 'decimal'}
        maxLength={isText ? 500 : 40}
        aria-describedby={hint === '' ? undefined : `${id}-hint`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
