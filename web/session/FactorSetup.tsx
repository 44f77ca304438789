import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { Send } from '../forms/Send.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { CodeField } from './CodeField.tsx';
import { FactorPicture } from './FactorPicture.tsx';
import { useAct } from './useAct.ts';
import type { Session } from './useSession.ts';

/** Sets up the second factor: scan, then prove it by its first code. `replaces`: a code of the present one is asked, too. */
export function FactorSetup(props: {
  readonly onDone: (session: Session) => void;
  readonly replaces?: boolean;
}) {
  const { onDone, replaces = false } = props;
  const begin = useAct('beginSecondFactor');
  const finish = useAct('finishSecondFactor');
  const [code, setCode] = useState('');
  const [current, setCurrent] = useState('');
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    begin.mutate({});
  });
  const factor = begin.data;
  if (factor === undefined) {
    return begin.error === null ? (
      <Loading what="正在准备" />
    ) : (
      <Failure error={begin.error} again={() => begin.mutate({})} />
    );
  }
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    const { secret } = factor;
    finish.mutate({ secret, code, ...(replaces ? { current } : {}) }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={send} aria-label="设置动态口令">
      <FactorPicture {...factor} />
      {replaces ? <CodeField label="原来的动态口令" value={current} onChange={setCurrent} /> : null}
      <CodeField label={replaces ? '新的动态口令' : '动态口令'} value={code} onChange={setCode} />
      <Failure error={finish.error} />
      <Send busy={finish.isPending} busyWords="正在核对……">
        确认动态口令
      </Send>
    </form>
  );
}
