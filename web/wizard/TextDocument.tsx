import { useId, useState } from 'react';
import { useWrite } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';
import type { DeskView } from './steps.ts';
import { useReread } from './useReread.ts';

interface Props {
  readonly desk: DeskView;
  readonly field: 'units' | 'calendar';
  readonly title: string;
  readonly given: string | null;
  readonly faults: DeskView['directory']['faults'];
  readonly absent: string;
  readonly present: string;
}

/** A document that the office may give as a text file instead of what the product assumes. */
export function TextDocument(props: Props) {
  const { desk, field, title, given, faults, absent, present } = props;
  const [open, setOpen] = useState(given !== null && faults.length > 0);
  const [text, setText] = useState(given ?? '');
  const save = useWrite('setDeskDocuments');
  const reread = useReread();
  const id = useId();
  const keep = (value: string | null) =>
    save.mutate({ desk: desk.desk, version: desk.version, [field]: value }, { onError: reread });
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setText(await file.text());
    setOpen(true);
  };
  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <p>{given === null ? absent : present}</p>
      {faults.length === 0 ? null : (
        <ul className="failure" aria-label={`${title}的错误`}>
          {faults.map(({ line, column, message }) => (
            <li key={`${line} ${column} ${message}`}>
              第{line}行第{column}列：{message}
            </li>
          ))}
        </ul>
      )}
      <p className="forms-row">
        <label className="forms-other wizard-pick">
          选择文件
          <input
            type="file"
            accept=".yaml,.yml,.json,.txt"
            className="wizard-file"
            onChange={(event) => void take(event.target.files?.[0])}
          />
        </label>
        <button type="button" className="forms-other" onClick={() => setOpen(!open)}>
          {open ? '收起' : '直接填写'}
        </button>
        {given === null ? null : (
          <button type="button" className="plain" onClick={() => keep(null)}>
            不用它
          </button>
        )}
      </p>
      {open ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            keep(text);
          }}
        >
          <label htmlFor={id}>{title}的文字</label>
          <textarea
            id={id}
            className="wizard-text"
            value={text}
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
          />
          <button type="submit" className="forms-send" disabled={save.isPending}>
            {save.isPending ? '正在保存……' : '保存'}
          </button>
        </form>
      ) : null}
      <Failure error={save.error} />
    </section>
  );
}
