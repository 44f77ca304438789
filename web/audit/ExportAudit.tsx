import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { call } from '../api/call.ts';
import { saveFile } from '../files/saveFile.ts';
import { Failure } from '../signs/Failure.tsx';
import type { Filters } from './filters.ts';

const FORMATS = [
  ['csv', '导出为表格', 'text/csv'],
  ['jsonl', '导出原始记录', 'application/x-ndjson'],
] as const;

/** What the filters show, as a file; the export itself stands in the audit. */
export function ExportAudit({ filters }: { readonly filters: Filters }) {
  const [busy, setBusy] = useState<string | undefined>();
  const [done, setDone] = useState<OutputOf<'exportAudit'> | undefined>();
  const [error, setError] = useState<unknown>();
  const save = async (format: 'csv' | 'jsonl', type: string) => {
    setBusy(format);
    setDone(undefined);
    setError(undefined);
    try {
      const answer = await call('exportAudit', { ...filters, format });
      saveFile(answer.name, answer.file, type);
      setDone(answer);
    } catch (failed) {
      setError(failed);
    }
    setBusy(undefined);
  };
  return (
    <div className="card">
      <h2>导出</h2>
      <p className="quiet">按下面现在的条件导出；导出本身也会记入审计。</p>
      <div className="forms-row">
        {FORMATS.map(([format, words, type]) => (
          <button
            key={format}
            type="button"
            className="forms-other"
            disabled={busy !== undefined}
            onClick={() => void save(format, type)}
          >
            {busy === format ? '正在导出……' : words}
          </button>
        ))}
      </div>
      <Failure error={error} />
      {done === undefined ? null : (
        <p className="forms-done" role="status">
          已导出 {done.rows} 条，文件校验码 <code className="forms-code">{done.digest}</code>
        </p>
      )}
    </div>
  );
}
