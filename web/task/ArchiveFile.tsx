import { useState } from 'react';
import { call } from '../api/call.ts';
import { saveFile } from '../files/saveFile.ts';
import { pageDeskOf } from '../shell/desks.ts';
import { useSession } from '../session/useSession.ts';
import { Failure } from '../signs/Failure.tsx';

/** 导出证据: everything of a task as one sealed file. Units and leaders of a post have none. */
export function ArchiveFile({
  campaign,
  task,
}: {
  readonly campaign: string;
  readonly task: string;
}) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { desk } = useSession();
  if (desk === undefined) return null;
  const mayTake = desk.actor === 'principal' || ['office', 'observer'].includes(pageDeskOf(desk));
  if (!mayTake) return null;
  const take = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { file } = await call('archive', { campaign, task });
      saveFile(`任务档案-${campaign}-${task}.json`, file, 'application/json');
    } catch (failed) {
      setError(failed);
    }
    setBusy(false);
  };
  return (
    <p>
      <button type="button" className="acts-button" disabled={busy} onClick={() => void take()}>
        {busy ? '正在整理……' : '导出证据'}
      </button>{' '}
      <span className="quiet">任务的全部档案，不联网也能核对</span>
      <Failure error={error} />
    </p>
  );
}
