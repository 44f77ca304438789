import { useState, type ReactNode } from 'react';
import { numberedOfFile } from '../files/sheetText.ts';
import type { NumberedRow } from '../files/tableText.ts';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import { PickFile } from './PickFile.tsx';
import { saveTable } from './tableFile.ts';
import type { RowFault, TableReading } from './tableRead.ts';

const MOST_FAULTS = 20;

/** A document as a table. */
export interface AsTable {
  readonly hint: string;
  /** The columns and what holds now, to be filled in. */
  readonly template: readonly (readonly string[])[];
  readonly read: (rows: readonly NumberedRow[]) => TableReading;
  /** What else is asked once a table is there. */
  readonly more?: ReactNode;
}

/** Takes a document as an Excel or CSV: what was read is shown first, and bad rows are named before anything is kept. */
export function TableForm(props: {
  readonly title: string;
  readonly table: AsTable;
  readonly keep: (text: string) => void;
  readonly busy: boolean;
}) {
  const { title, table, keep, busy } = props;
  const { hint, template, read, more } = table;
  const [taken, setTaken] = useState<{ name: string; rows: readonly NumberedRow[] }>();
  const [error, setError] = useState<unknown>();
  const choose = async (file: File) => {
    setError(undefined);
    setTaken(undefined);
    try {
      setTaken({ name: file.name, rows: await numberedOfFile(file) });
    } catch (failed) {
      setError(failed);
    }
  };
  const found = taken === undefined ? undefined : read(taken.rows);
  const text = found?.text;
  return (
    <>
      <p className="quiet">{hint}</p>
      <p className="forms-row">
        <button
          type="button"
          className="forms-other"
          onClick={() => void saveTable(title, template).catch(setError)}
        >
          下载表格（已填好现用的）
        </button>
        <PickFile
          words="选择填好的表格"
          accept=".xlsx,.xls,.csv"
          onFile={(file) => void choose(file)}
        />
      </p>
      <Secrecy />
      <Failure error={error} />
      {taken === undefined || found === undefined ? null : (
        <div role="status">
          <p>
            “{taken.name}”：{found.words}
          </p>
          <Faults title={title} faults={found.faults} />
        </div>
      )}
      {taken === undefined ? null : more}
      {text === undefined ? null : (
        <button
          type="button"
          className="forms-send"
          disabled={busy}
          onClick={() => {
            keep(text);
            setTaken(undefined);
          }}
        >
          {busy ? '正在保存……' : `用这份${title}`}
        </button>
      )}
    </>
  );
}

function Faults(props: { readonly title: string; readonly faults: readonly RowFault[] }) {
  const { title, faults } = props;
  if (faults.length === 0) return null;
  const more = faults.length - MOST_FAULTS;
  return (
    <div className="failure">
      <p>有 {faults.length} 处要改，没有保存。请在表格里改好以后再选一次：</p>
      <ul aria-label={`${title}表格的错误`}>
        {faults.slice(0, MOST_FAULTS).map(({ row, message }) => (
          <li key={`${row ?? 0} ${message}`}>
            {row === undefined ? '' : `第${row}行：`}
            {message}
          </li>
        ))}
      </ul>
      {more > 0 ? <p>另有 {more} 处没有列出。</p> : null}
    </div>
  );
}
