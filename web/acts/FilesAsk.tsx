import { useEffect, useState } from 'react';
import { sendFile } from '../api/files.ts';
import { EvidenceField } from '../unit/EvidenceField.tsx';
import type { KeepFile } from '../unit/useFiles.ts';
import { filesIn, filesText, SENDING, type Ask } from './allowed.ts';

/** 佐证材料 of an act: files that are kept as soon as they are chosen, as with a report. */
export function FilesAsk(props: {
  readonly ask: Ask;
  readonly rules: NonNullable<Ask['files']>;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { ask, rules, value, onChange } = props;
  const [files, setFiles] = useState(() => filesIn(value));
  const [isSending, setSending] = useState(false);
  const answer = isSending ? SENDING : filesText(files);
  useEffect(() => {
    if (answer !== value) onChange(answer);
  });
  const { campaign, unit } = rules;
  const keep: KeepFile = (file, sha256, onShare) => {
    const whose = { campaign, ...(unit === null ? {} : { unit }) };
    return sendFile('sendEvidence', { ...whose, name: file.name, sha256 }, file, onShare);
  };
  return (
    <EvidenceField
      label={`${ask.label}${ask.required ? '' : '（可不附）'}`}
      readers="办理的人"
      known={files.map((one) => ({ ...one, kept: true, words: '已存入' }))}
      {...{ rules, campaign, evidence: files, onKeep: keep, onSending: setSending }}
      onChange={setFiles}
    />
  );
}
