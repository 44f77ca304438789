import { useEffect, useId, type ChangeEvent } from 'react';
import { sentenceOf } from '../api/problem.ts';
import { FileState, type ShownFile } from '../files/EvidenceList.tsx';
import '../files/style.css';
import type { Typed } from './content.ts';
import { useFiles, type FileRules, type KeepFile } from './useFiles.ts';
import './style.css';

type Evidence = Typed['evidence'];

/** 佐证: a file is kept as soon as it is chosen; the report or the act names it by name and checksum. */
export function EvidenceField(props: {
  readonly label: string;
  /** By whom they are looked at: 核实的人. */
  readonly readers: string;
  readonly rules: FileRules;
  /** Whose register keeps them. */
  readonly campaign: string;
  /** What is known of files that it may name from before. */
  readonly known: readonly ShownFile[];
  readonly evidence: Evidence;
  readonly onKeep: KeepFile;
  readonly onChange: (change: (evidence: Evidence) => Evidence) => void;
  readonly onSending?: (isSending: boolean) => void;
}) {
  const { label, readers, rules, campaign, known, evidence, onKeep, onChange, onSending } = props;
  const { accept, limitWords } = rules;
  const id = useId();
  const files = useFiles(rules, known, onKeep, onChange);
  const isSending = files.sending !== undefined;
  useEffect(() => onSending?.(isSending), [isSending, onSending]);
  const add = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(event.target.files ?? [])];
    event.target.value = '';
    files.add(chosen, evidence.length);
  };
  return (
    <div className="unit-field">
      <label htmlFor={id}>{label}</label>
      <p className="quiet">
        {limitWords}。选定后随即存入系统，供{readers}
        查看。不得存入涉密和工作秘密信息；图片、扫描件和旧版文件里的密级标志，系统查不出来，请自行核对。
      </p>
      <input id={id} type="file" multiple accept={accept} disabled={isSending} onChange={add} />
      <Chosen {...{ campaign, evidence, shown: files.shown, onChange }} />
      <div role="status" className="files-sending">
        {files.sending === undefined ? null : (
          <>
            正在存入“{files.sending.name}”{' '}
            <progress max={1} value={files.sending.share} aria-label="已传" />{' '}
            {Math.floor(files.sending.share * 100)}%
          </>
        )}
        {files.sending === undefined && files.said !== '' ? (
          <span className="quiet">{files.said}</span>
        ) : null}
      </div>
      {files.errors.length === 0 ? null : (
        <div className="failure" role="alert">
          {files.errors.map((error, i) => (
            <p key={`${i}${sentenceOf(error)}`}>{sentenceOf(error)}</p>
          ))}
        </div>
      )}
    </div>
  );
}

function Chosen(props: {
  readonly campaign: string;
  readonly evidence: Evidence;
  readonly shown: readonly ShownFile[];
  readonly onChange: (change: (evidence: Evidence) => Evidence) => void;
}) {
  const { campaign, evidence, shown, onChange } = props;
  if (evidence.length === 0) return null;
  return (
    <ul className="unit-files">
      {evidence.map((one) => (
        <li key={one.name}>
          {one.name}{' '}
          <FileState
            file={shown.find(({ sha256 }) => sha256 === one.sha256) ?? { ...one, ...NOT_KEPT }}
            campaign={campaign}
          />
          <button
            type="button"
            className="plain"
            onClick={() => onChange((old) => old.filter(({ name }) => name !== one.name))}
          >
            移去<span className="unit-unseen">{one.name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const NOT_KEPT = { kept: false, words: '文件未存入系统，仅登记校验值' };
