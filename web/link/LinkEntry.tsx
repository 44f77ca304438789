import { useId, useState } from 'react';
import { call } from '../api/call.ts';
import { sendFile } from '../api/files.ts';
import { useWrite } from '../api/hooks.ts';
import { EvidenceList, type ShownFile } from '../files/EvidenceList.tsx';
import type { Content, Entry, Receipt } from '../unit/content.ts';
import { EntryHead } from '../unit/EntryHead.tsx';
import { Received } from '../unit/Received.tsx';
import { ReportForm } from '../unit/ReportForm.tsx';
import type { KeepFile } from '../unit/useFiles.ts';

/** One report of the link: opened in place, sent with the sender's name. */
export function LinkEntry(props: {
  readonly entry: Entry;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly onSent: () => void;
}) {
  const { entry, name, onName, onSent } = props;
  const [open, setOpen] = useState(false);
  const [receipt, setReceipt] = useState<Receipt>();
  const send = useWrite('reportByLink');
  const { task, obligation } = entry;
  const draft = async (content: Content) => {
    const { words } = await call('draftByLink', { task, obligation, content });
    return words;
  };
  const keep: KeepFile = (file, sha256, onShare) =>
    sendFile('sendEvidenceByLink', { task, obligation, name: file.name, sha256 }, file, onShare);
  const report = (content: Content) => {
    const input = { task, obligation, sentBy: name.trim(), ...content };
    send.mutate(input, {
      onSuccess: (answer) => {
        setReceipt(answer);
        setOpen(false);
        onSent();
      },
    });
  };
  return (
    <li className="card">
      <EntryHead entry={entry} />
      {receipt === undefined ? null : <Received receipt={receipt} />}
      {entry.sent === null || open ? null : <EvidenceList files={sentFiles(entry)} />}
      {entry.state === 'accepted' ? null : (
        <button
          type="button"
          className={open || entry.sent !== null ? 'unit-button' : 'unit-button main'}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? '收起' : ACTS[entry.state]}
          <span className="unit-unseen">
            {entry.occasion} {entry.title}
          </span>
        </button>
      )}
      {open ? (
        <ReportForm
          {...{ entry, onDraft: draft, onSend: report, onKeep: keep }}
          isSending={send.isPending}
          error={send.error}
          before={<Sender name={name} onName={onName} />}
          missing={name.trim() === '' ? ['请填写填报人姓名'] : []}
        />
      ) : null}
    </li>
  );
}

/** What was sent last names these. */
function sentFiles({ sent, files }: Entry): readonly ShownFile[] {
  const named = new Set(sent?.evidence.map(({ sha256 }) => sha256));
  const own = files.filter(({ sha256 }) => named.has(sha256));
  return [...new Map(own.map((file) => [file.sha256, file])).values()];
}

const ACTS = { owed: '报送', returned: '补报', sent: '更正', accepted: '' } as const;

/** 填报人: whoever holds a link says who he is. */
function Sender({ name, onName }: { readonly name: string; readonly onName: (n: string) => void }) {
  const id = useId();
  return (
    <div className="unit-field">
      <label htmlFor={id}>填报人姓名（必填，随报送内容留存）</label>
      <input
        id={id}
        type="text"
        autoComplete="name"
        maxLength={40}
        aria-required
        value={name}
        onChange={({ target }) => onName(target.value)}
      />
    </div>
  );
}
