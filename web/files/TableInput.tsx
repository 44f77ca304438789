import { useId, useState } from 'react';
import { Failure } from '../signs/Failure.tsx';
import { rowsOfFile } from './sheetText.ts';
import { rowsIn } from './tableText.ts';

/** Takes a table: pasted as it was copied from a spreadsheet, or chosen as a file; nothing is sent yet. */
export function TableInput(props: {
  readonly onRows: (rows: readonly (readonly string[])[]) => void;
  readonly hint: string;
}) {
  const { onRows, hint } = props;
  const id = useId();
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>();
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    setError(undefined);
    try {
      const rows = await rowsOfFile(file);
      setText(rows.map((row) => row.join('\t')).join('\n'));
      onRows(rows);
    } catch (failed) {
      setError(failed);
    }
  };
  return (
    <>
      <p className="forms-field">
        <label htmlFor={`${id}-text`}>粘贴表格</label>
        <textarea
          id={`${id}-text`}
          rows={6}
          value={text}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            setText(event.target.value);
            onRows(rowsIn(event.target.value));
          }}
        />
        <span id={`${id}-hint`} className="forms-hint">
          {hint}
        </span>
      </p>
      <p className="forms-field">
        <label htmlFor={`${id}-file`}>或选择文件（Excel、CSV）</label>
        <input
          id={`${id}-file`}
          type="file"
          accept=".xlsx,.xls,.csv,.tsv,.txt"
          onChange={(event) => void choose(event.target.files?.[0])}
        />
      </p>
      <Failure error={error} />
    </>
  );
}
