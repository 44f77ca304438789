import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { door } from '../api/door.ts';
import { getFile } from '../api/files.ts';
import { sentenceOf } from '../api/problem.ts';
import { saveFile } from './saveFile.ts';
import './style.css';

export type ShownFile = OutputOf<'listSent'>['sent'][number]['evidence'][number];

/** 附件: the files that a report names, each to be taken away where it is kept. */
export function EvidenceList(props: {
  readonly files: readonly ShownFile[];
  /** Whose register keeps them; absent for who comes by a link. */
  readonly campaign?: string;
}) {
  const { files, campaign } = props;
  if (files.length === 0) return null;
  return (
    <div className="files-shown" role="group" aria-label={`附件 ${files.length} 个`}>
      <span>附件{files.length}</span>
      {files.map((file) => (
        <span key={`${file.sha256}${file.name}`} className="files-one">
          {file.name} <FileState file={file} {...(campaign === undefined ? {} : { campaign })} />
        </span>
      ))}
    </div>
  );
}

/** Its size and 下载, or why there is nothing to download. */
export function FileState(props: { readonly file: ShownFile; readonly campaign?: string }) {
  const { file, campaign } = props;
  const [state, setState] = useState('');
  const take = async () => {
    setState('正在下载……');
    const { sha256 } = file;
    const blob =
      door().link === undefined
        ? await getFile('fetchEvidence', {
            sha256,
            ...(campaign === undefined ? {} : { campaign }),
          })
        : await getFile('fetchEvidenceByLink', { sha256 });
    saveFile(file.name, blob, 'application/octet-stream');
    setState('已下载');
  };
  return (
    <>
      <span className="quiet">{file.words}</span>{' '}
      {file.kept ? (
        <button
          type="button"
          className="plain"
          onClick={() => void take().catch((error: unknown) => setState(sentenceOf(error)))}
        >
          下载<span className="files-unseen">{file.name}</span>
        </button>
      ) : null}
      <span className="quiet" role="status">
        {state}
      </span>
    </>
  );
}
