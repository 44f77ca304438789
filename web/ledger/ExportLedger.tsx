import { useState } from 'react';
import { call } from '../api/call.ts';
import { Failure } from '../signs/Failure.tsx';
import { saveFile } from '../files/saveFile.ts';

/** 导出台账: the whole plan as it was printed, with how each task stands, as a workbook. */
export function ExportLedger({ campaign }: { readonly campaign: string }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const take = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { name, type, bytes } = await call('exportLedger', { campaign, format: 'xlsx' });
      saveFile(
        name,
        Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)),
        type,
      );
    } catch (failed) {
      setError(failed);
    }
    setBusy(false);
  };
  return (
    <div className="ledger-export">
      <button type="button" className="acts-button" disabled={busy} onClick={() => void take()}>
        {busy ? '正在导出……' : '导出 Excel'}
      </button>
      <Failure error={error} />
    </div>
  );
}
