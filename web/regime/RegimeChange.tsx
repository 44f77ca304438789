import { useCallback, useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useRead, useWrite } from '../api/hooks.ts';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import { RegimeEditor } from './RegimeEditor.tsx';
import { RegimePreview } from './RegimePreview.tsx';
import type { Regime } from './regimeParts.ts';

interface Props {
  readonly view: OutputOf<'showRegime'>;
  readonly leave: () => void;
}

/** Edits the next version: first its text, then what it would change, then its publication. */
export function RegimeChange({ view, leave }: Props) {
  const highest = Math.max(...view.versions.map(({ version }) => version));
  const standing = view.pending?.regime ?? view.regime;
  const next = { ...standing, version: highest + 1 };
  const { data, error } = useRead('checkRegime', { regime: next });
  if (data === undefined) return error === null ? <Loading /> : <Failure error={error} />;
  return <Draft view={view} begun={data.yaml} leave={leave} />;
}

function Draft({ view, begun, leave }: Props & { readonly begun: string }) {
  const { campaign, today } = view;
  const [yaml, setYaml] = useState(begun);
  const [from, setFrom] = useState(nextMonth(today));
  const [regime, setRegime] = useState<Regime>();
  const [seen, setSeen] = useState('');
  const onRead = useCallback((found: Regime | undefined) => setRegime(found), []);
  const preview = useWrite('previewRegime');
  const state = `${from}\n${yaml}`;
  const isSeen = preview.data !== undefined && seen === state;
  const look = () => {
    if (regime === undefined) return;
    preview.mutate({ campaign, regime, from }, { onSuccess: () => setSeen(state) });
  };
  return (
    <section className="card" aria-labelledby="regime-next">
      <h2 id="regime-next">修改制度</h2>
      <RegimeEditor yaml={yaml} onChange={setYaml} onRead={onRead} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        <TextField
          label="生效日"
          type="date"
          value={from}
          onChange={setFrom}
          hint="自这一天起开始的各期按新制度；已经开始的各期不变。"
        />
        <Failure error={preview.error} />
        <p className="forms-row">
          <Send busy={preview.isPending} busyWords="正在预览……" disabled={regime === undefined}>
            预览会变什么
          </Send>
          <button type="button" className="forms-other" onClick={leave}>
            不改了
          </button>
        </p>
      </form>
      {preview.data === undefined ? null : isSeen ? (
        <RegimePreview preview={preview.data} />
      ) : (
        <p className="quiet">制度或生效日又有改动，请重新预览。</p>
      )}
      {isSeen && regime !== undefined && preview.data !== undefined ? (
        <Publish input={{ campaign, regime, from, confirm: preview.data.digest }} done={leave} />
      ) : null}
    </section>
  );
}

/** The first day of the month after the next day. */
function nextMonth(today: string): string {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
}

function Publish(props: {
  readonly input: { campaign: string; regime: Regime; from: string; confirm: string };
  readonly done: () => void;
}) {
  const [reason, setReason] = useState('');
  const publish = useWrite('publishRegime');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        publish.mutate({ ...props.input, reason }, { onSuccess: props.done });
      }}
    >
      <h3>发布</h3>
      <TextField label="修改理由" value={reason} onChange={setReason} maxLength={500} />
      <Secrecy />
      <Failure error={publish.error} />
      <Send busy={publish.isPending} busyWords="正在发布……">
        按以上清单发布
      </Send>
    </form>
  );
}
