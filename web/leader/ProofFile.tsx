import { useState } from 'react';
import { call } from '../api/call.ts';
import { saveFile } from '../files/saveFile.ts';
import { Failure } from '../signs/Failure.tsx';

/** 证据包: what proves a notice, as a file that can be checked without this system. */
export function ProofFile({ notice }: { readonly notice: string }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const take = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { proof } = await call('explain', { notice });
      saveFile('证据包.json', proof, 'application/json');
    } catch (failed) {
      setError(failed);
    }
    setBusy(false);
  };
  return (
    <>
      <button type="button" className="plain" disabled={busy} onClick={() => void take()}>
        {busy ? '正在整理……' : '下载证据包'}
      </button>
      <span className="quiet">（不联网也能核对）</span>
      <Failure error={error} />
    </>
  );
}
