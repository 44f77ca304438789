import { useEffect, useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { call } from '../api/call.ts';
import { Failure } from '../signs/Failure.tsx';

type Outcome = OutputOf<'checkAudit'>;

/** 核对审计链: walks the whole chain; how long it has taken is shown, and one may leave meanwhile. */
export function ChainCheck() {
  const [began, setBegan] = useState<number | undefined>();
  const [outcome, setOutcome] = useState<Outcome | undefined>();
  const [error, setError] = useState<unknown>();
  const check = async () => {
    setBegan(Date.now());
    setOutcome(undefined);
    setError(undefined);
    try {
      setOutcome(await call('checkAudit', {}));
    } catch (failed) {
      setError(failed);
    }
    setBegan(undefined);
  };
  return (
    <div className="card">
      <h2>记录有没有被改过</h2>
      <button
        type="button"
        className="forms-send"
        disabled={began !== undefined}
        onClick={() => void check()}
      >
        {began === undefined ? '核对审计链' : '正在核对……'}
      </button>
      {began === undefined ? null : <Progress began={began} />}
      <Failure error={error} />
      {outcome === undefined ? null : <Told outcome={outcome} />}
    </div>
  );
}

function Progress({ began }: { readonly began: number }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(
      () => setSeconds(Math.round((Date.now() - began) / 1000)),
      500,
    );
    return () => window.clearInterval(timer);
  }, [began]);
  return (
    <p role="status">
      <progress aria-label="正在核对" /> 已用 {seconds} 秒，从第一条核到最后一条，可以离开此页。
    </p>
  );
}

function Told({ outcome: { holds, says, head } }: { readonly outcome: Outcome }) {
  return (
    <div className={holds ? 'forms-done' : 'failure'} role={holds ? 'status' : 'alert'}>
      <p>
        {holds ? '✓' : '▲'} {says}
      </p>
      {head === null ? null : (
        <p>
          最后一条是第 {head.n} 条，校验码 <code className="forms-code">{head.hash}</code>
          。抄下来，以后可以核对它还在不在。
        </p>
      )}
    </div>
  );
}
