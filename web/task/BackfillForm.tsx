import { useId, useState, type ReactNode, type SyntheticEvent } from 'react';
import type { InputOf, OutputOf } from '../../client/operations.ts';
import { ConfirmRow } from '../acts/ConfirmRow.tsx';
import { useWrite } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import { namedIn } from './arrival.ts';
import type { TaskView } from './TaskPage.tsx';
import '../acts/style.css';

type Period = TaskView['before'][number];
type Result = InputOf<'backfill'>['result'];

const RESULTS: readonly (readonly [Result, string])[] = [
  ['on-time', '按时'],
  ['late', '迟报'],
  ['missing', '未报'],
  ['nil', '零报告'],
];

export function resultWords(result: string): string {
  return RESULTS.find(([own]) => own === result)?.[1] ?? result;
}

/** What is written of a period before the start. */
interface Written {
  readonly unit: string;
  readonly result: Result;
  readonly at: string;
  readonly source: string;
}

/** 补录: how a period before the start was reported, as the earlier records say, and where they are. */
export function BackfillForm(props: {
  readonly task: TaskView;
  readonly period: Period;
  readonly onDone: (words: string) => void;
  readonly onClose: () => void;
}) {
  const { task, period, onDone, onClose } = props;
  const write = useWrite('backfill');
  const [written, setWritten] = useState<Written>({
    ...{ unit: period.units[0] ?? '', result: 'on-time', at: '', source: '' },
  });
  const { unit, result, at, source } = written;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    write.mutate(
      {
        ...{ campaign: task.campaign, task: task.key, ...namedIn(period.obligation) },
        ...{ unit, result, source },
        ...(result === 'missing' || at === '' ? {} : { at }),
      },
      { onSuccess: (answer) => onDone(doneWords(answer)) },
    );
  };
  return (
    <form className="acts-form" aria-label="补录" onSubmit={send}>
      <p>
        <strong>
          {period.period}“{period.duty}”
        </strong>{' '}
        由督查室补录，只作历史记录，不计入应报、计数和通报。
      </p>
      <Fields
        {...{ written, units: period.units, today: task.now.slice(0, 10) }}
        onChange={(part) => setWritten((old) => ({ ...old, ...part }))}
      />
      <Secrecy />
      <Failure error={write.error} />
      <ConfirmRow busy={write.isPending} words="确认补录" onClose={onClose} />
    </form>
  );
}

function Fields(props: {
  readonly written: Written;
  readonly units: readonly string[];
  readonly today: string;
  readonly onChange: (part: Partial<Written>) => void;
}) {
  const { written, units, today, onChange } = props;
  const { unit, result, at, source } = written;
  const id = useId();
  return (
    <>
      <Field id={`${id}-unit`} label="哪个单位报的">
        <select
          id={`${id}-unit`}
          value={unit}
          onChange={({ target }) => onChange({ unit: target.value })}
        >
          {units.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </Field>
      <Field id={`${id}-result`} label="报送情况">
        <select
          id={`${id}-result`}
          value={result}
          onChange={({ target }) => onChange({ result: target.value as Result })}
        >
          {RESULTS.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </Field>
      {result === 'missing' ? null : (
        <Field id={`${id}-at`} label="实际收到的日期">
          <input
            {...{ id: `${id}-at`, type: 'date', required: true, max: today, value: at }}
            onChange={({ target }) => onChange({ at: target.value })}
          />
        </Field>
      )}
      <Field id={`${id}-source`} label="依据（原有记录在哪里可以查到）">
        <input
          {...{ id: `${id}-source`, type: 'text', required: true, maxLength: 500, value: source }}
          placeholder="如：纸质台账第3页"
          onChange={({ target }) => onChange({ source: target.value })}
        />
      </Field>
    </>
  );
}

function Field(props: {
  readonly id: string;
  readonly label: string;
  readonly children: ReactNode;
}) {
  const { id, label, children } = props;
  return (
    <p className="acts-field">
      <label htmlFor={id}>{label}</label>
      {children}
    </p>
  );
}

function doneWords({ unit, occasion, result, corrects, repeated }: OutputOf<'backfill'>): string {
  const was = corrects === null ? '' : `（此前补录为${resultWords(corrects)}）`;
  return `${repeated ? '先前已补录' : '已补录'}：${unit} ${occasion} ${resultWords(result)}${was}`;
}
