import { useEffect, useState } from 'react';
import { call } from '../api/call.ts';
import { useRead } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import type { Regime } from './regimeParts.ts';
import { RegimeForm, type Edit } from './RegimeForm.tsx';
import { RegimeText } from './RegimeText.tsx';
import './style.css';

const PAUSE_MS = 500;

/** A regime as a form of its main choices, and as text with its faults at the line; both are the same text. */
export function RegimeEditor(props: {
  readonly yaml: string;
  readonly onChange: (yaml: string) => void;
  /** Told whenever the text has been looked at: the regime, or nothing while it has faults. */
  readonly onRead?: (regime: Regime | undefined) => void;
}) {
  const { yaml, onChange, onRead } = props;
  const text = usePaused(yaml);
  const { data, error } = useRead('checkRegime', { yaml: text });
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>();
  const regime = data?.regime ?? undefined;
  const isNow = data !== undefined && text === yaml;
  useEffect(() => {
    onRead?.(isNow ? regime : undefined);
  }, [onRead, isNow, regime]);
  const edit = async (set: readonly Edit[]) => {
    setBusy(true);
    setFailed(undefined);
    try {
      const answer = await call('checkRegime', {
        yaml,
        set: set.map(({ path, value }) => ({ path: [...path], value })),
      });
      onChange(answer.yaml);
    } catch (error_) {
      setFailed(error_);
    }
    setBusy(false);
  };
  const faults = data?.faults ?? [];
  return (
    <div className="regime-editor">
      <Secrecy />
      <Failure error={failed ?? error} />
      {regime === undefined ? (
        <p className="quiet">
          {data === undefined ? '' : '改正下面标出的错误之后，可以用表单填写。'}
        </p>
      ) : (
        <RegimeForm regime={regime} busy={busy} edit={(set) => void edit(set)} />
      )}
      <details className="regime-details" open={faults.length > 0 ? true : undefined}>
        <summary>制度全文（可直接修改）</summary>
        <RegimeText yaml={yaml} faults={isNow ? faults : []} onChange={onChange} />
      </details>
      {data === undefined || data.words.length === 0 ? null : (
        <details className="regime-details">
          <summary>这份制度说了什么（{data.words.length} 条）</summary>
          <ol className="regime-words">
            {data.words.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}

/** A text once nobody has typed for half a second. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setPaused(text), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  return paused;
}
