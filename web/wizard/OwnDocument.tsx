import { useId, useState } from 'react';
import { useWrite } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';
import type { DeskView } from './steps.ts';
import { TableForm, type AsTable } from './TableForm.tsx';
import { placeIn } from './tableRead.ts';
import { TextForm } from './TextForm.tsx';
import { useReread } from './useReread.ts';

interface Props {
  readonly desk: DeskView;
  readonly field: 'units' | 'calendar';
  readonly title: string;
  readonly given: string | null;
  readonly faults: DeskView['directory']['faults'];
  readonly absent: string;
  readonly present: string;
  /** The same as a table, for those who keep it as one. */
  readonly table: AsTable;
}

const FAULTY = '给出的内容有错误，改好以前不能启动。';

/** A document that the office may give instead of what the product assumes: as a table, or as a text. */
export function OwnDocument(props: Props) {
  const { desk, field, title, given, faults, absent, present, table } = props;
  const save = useWrite('setDeskDocuments');
  const reread = useReread();
  const [isText, setText] = useState(false);
  const id = useId();
  const keep = (value: string | null) =>
    save.mutate({ desk: desk.desk, version: desk.version, [field]: value }, { onError: reread });
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p>{given === null ? absent : faults.length > 0 ? FAULTY : present}</p>
      {faults.length === 0 ? null : (
        <ul className="failure" aria-label={`${title}的错误`}>
          {faults.map((one) => (
            <li key={`${one.line} ${one.column} ${one.message}`}>
              {placeIn(given, one)}：{one.message}
            </li>
          ))}
        </ul>
      )}
      <TableForm {...{ title, table, keep }} busy={save.isPending} />
      {save.data === undefined || save.data.faults.length > 0 ? null : (
        <p role="status">已保存。</p>
      )}
      <Failure error={save.error} />
      <p className="forms-row">
        <button
          type="button"
          className="plain"
          aria-expanded={isText}
          onClick={() => setText(!isText)}
        >
          {isText ? '收起文字' : '改用文字填写（可写更名、任职等）'}
        </button>
        {given === null ? null : (
          <button type="button" className="plain" onClick={() => keep(null)}>
            不用自己的{title}
          </button>
        )}
      </p>
      {isText ? (
        <TextForm key={given ?? ''} {...{ title, given, keep }} busy={save.isPending} />
      ) : null}
    </section>
  );
}
