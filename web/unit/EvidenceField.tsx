import { useId, type ChangeEvent } from 'react';
import { sentenceOf } from '../api/problem.ts';
import { FileState, type ShownFile } from '../files/EvidenceList.tsx';
import '../files/style.css';
import type { Entry, Typed } from './content.ts';
import { useFiles, type KeepFile } from './useFiles.ts';

type Evidence = Typed['evidence'];

/** 佐证: a file is kept as soon as it is chosen; the report names it by name and checksum. */
export function EvidenceField(props: {
  readonly entry: Entry;
  readonly evidence: Evidence;
  readonly onKeep: KeepFile;
  readonly onChange: (change: (evidence: Evidence) => Evidence) => void;
}) {
  const { entry, evidence, onKeep, onChange } = props;
  const { words, accept, limitWords } = entry.form.evidence;
  const id = useId();
  const files = useFiles(entry, onKeep, onChange);
  const add = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(event.target.files ?? [])];
    event.target.value = '';
    files.add(chosen, evidence.length);
  };
  return (
    <div className="unit-field">
      <label htmlFor={id}>佐证材料（{words}）</label>
      <p className="quiet">
        {limitWords}。选定后随即存入系统，供核实的人查看。不得存入涉密和工作秘密信息。
      </p>
      <input
        id={id}
        type="file"
        multiple
        accept={accept}
        disabled={files.sending !== undefined}
        onChange={add}
      />
      <Chosen {...{ entry, evidence, shown: files.shown, onChange }} />
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
  readonly entry: Entry;
  readonly evidence: Evidence;
  readonly shown: readonly ShownFile[];
  readonly onChange: (change: (evidence: Evidence) => Evidence) => void;
}) {
  const { entry, evidence, shown, onChange } = props;
  if (evidence.length === 0) return null;
  return (
    <ul className="unit-files">
      {evidence.map((one) => (
        <li key={one.name}>
          {one.name}{' '}
          <FileState
            file={shown.find(({ sha256 }) => sha256 === one.sha256) ?? { ...one, ...NOT_KEPT }}
            campaign={entry.campaign}
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
