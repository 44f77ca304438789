import { useId, useState, type ReactNode, type SyntheticEvent } from 'react';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import { contentOf, openPoints, typedOf, type Content, type Entry, type Typed } from './content.ts';
import { EvidenceField } from './EvidenceField.tsx';
import { FormFields } from './FormFields.tsx';
import { useDraft } from './useDraft.ts';
import type { KeepFile } from './useFiles.ts';
import './style.css';

/** 报送 in one screen: what is asked, a draft that keeps itself, and one act. */
export function ReportForm(props: {
  readonly entry: Entry;
  /** Keeps the draft on the server; the answer says so. */
  readonly onDraft: (content: Content) => Promise<string>;
  readonly onSend: (content: Content) => void;
  /** Keeps a file that the report may name. */
  readonly onKeep: KeepFile;
  readonly isSending: boolean;
  readonly error: unknown;
  /** What is asked besides, above the button, such as the sender's name; with what is still missing of it. */
  readonly before?: ReactNode;
  readonly missing?: readonly string[];
}) {
  const { entry, onDraft, onSend, onKeep, isSending, error, before, missing = [] } = props;
  const [typed, setTyped] = useState<Typed>(() => typedOf(entry));
  const [shown, setShown] = useState(false);
  const change = (part: Partial<Typed>) => setTyped((old) => ({ ...old, ...part }));
  const content = contentOf(entry, typed);
  const draft = useDraft(
    JSON.stringify(content),
    () => onDraft(content),
    !isSending && Object.keys(content).length > 0,
  );
  const points = [...openPoints(entry, typed), ...missing];
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setShown(true);
    if (points.length === 0) onSend(content);
  };
  return (
    <form className="unit-form" onSubmit={send} noValidate aria-label={`报送：${entry.title}`}>
      <Secrecy />
      <Progress entry={entry} typed={typed} onChange={change} />
      {typed.nil === undefined ? (
        <FormFields entry={entry} typed={typed} onChange={change} />
      ) : null}
      <Obstacle typed={typed} onChange={change} />
      <EvidenceField
        label={`佐证材料（${entry.form.evidence.words}）`}
        readers="核实的人"
        rules={entry.form.evidence}
        {...{ campaign: entry.campaign, known: entry.files, onKeep }}
        evidence={typed.evidence}
        onChange={(next) => setTyped((old) => ({ ...old, evidence: next(old.evidence) }))}
      />
      {before}
      {shown && points.length > 0 ? (
        <div className="failure" role="alert">
          {points.map((point) => (
            <p key={point}>{point}</p>
          ))}
        </div>
      ) : null}
      <Failure error={error} />
      <p className="unit-row">
        <button type="submit" className="unit-button main" disabled={isSending}>
          {isSending ? '正在提交……' : entry.sent === null ? '提交' : '提交更正'}
        </button>
        <span className="quiet" role="status">
          {draft || entry.draft?.words || ''}
        </span>
      </p>
    </form>
  );
}

interface Part {
  readonly typed: Typed;
  readonly onChange: (part: Partial<Typed>) => void;
}

function Progress({ entry, typed, onChange }: Part & { readonly entry: Entry }) {
  const id = useId();
  const nil = typed.nil !== undefined;
  return (
    <>
      <div className="unit-field">
        <label htmlFor={id}>{nil ? '本期为什么没有新情况' : '本期进展（一两句话说清楚）'}</label>
        <textarea
          id={id}
          rows={nil ? 2 : 4}
          maxLength={nil ? 500 : 20_000}
          value={nil ? typed.nil : typed.text}
          onChange={({ target }) => onChange(nil ? { nil: target.value } : { text: target.value })}
        />
      </div>
      <p className="unit-tick">
        <input
          id={`${id}-nil`}
          type="checkbox"
          checked={nil}
          onChange={({ target }) => onChange({ nil: target.checked ? '' : undefined })}
        />{' '}
        <label htmlFor={`${id}-nil`}>
          本期没有新情况{entry.form.fields.length > 0 ? '（其余各项不用填）' : ''}
        </label>
      </p>
    </>
  );
}

function Obstacle({ typed, onChange }: Part) {
  const id = useId();
  return (
    <details className="unit-more" open={typed.obstacle !== ''}>
      <summary>有困难需要协调（可不填，填了会列入调度会）</summary>
      <div className="unit-field">
        <label htmlFor={id}>困难和需要协调的事</label>
        <textarea
          id={id}
          rows={2}
          maxLength={500}
          value={typed.obstacle}
          onChange={({ target }) => onChange({ obstacle: target.value })}
        />
      </div>
      <div className="unit-field">
        <label htmlFor={`${id}-asks`}>请谁协调（可不填）</label>
        <input
          id={`${id}-asks`}
          type="text"
          maxLength={100}
          value={typed.asks}
          onChange={({ target }) => onChange({ asks: target.value })}
        />
      </div>
    </details>
  );
}
