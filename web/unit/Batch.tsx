import { Link } from '@tanstack/react-router';
import { useId, useState, type ChangeEvent } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { call } from '../api/call.ts';
import { useWrite } from '../api/hooks.ts';
import { saveFile } from '../files/saveFile.ts';
import { paths } from '../paths.ts';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { useCampaign } from '../shell/useCampaign.ts';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import { BatchRows } from './BatchRows.tsx';
import './style.css';

type View = OutputOf<'previewBatch'>;
interface Picked {
  readonly name: string;
  readonly file: string;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** 批量填报: one workbook goes out, comes back filled in, is looked at, and is sent. */
export function Batch() {
  const { campaign } = useCampaign();
  const about = campaign === undefined ? {} : { campaign };
  const [picked, setPicked] = useState<Picked>();
  const [view, setView] = useState<View>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState('');
  const submit = useWrite('submitBatch');
  const during = (what: string, work: () => Promise<void>) => {
    setBusy(what);
    setError(undefined);
    work()
      .catch(setError)
      .finally(() => setBusy(''));
  };
  const download = () =>
    during('正在生成', async () => {
      const { name, file } = await call('exportBatch', about);
      saveFile(name, bytesOf(file), XLSX);
    });
  const pick = (file: File) =>
    during('正在核对', async () => {
      const chosen = { name: file.name, file: await base64Of(file) };
      setPicked(chosen);
      setView(undefined);
      setView(await call('previewBatch', { ...about, ...chosen }));
    });
  const send = () => {
    if (picked !== undefined) submit.mutate({ ...about, ...picked }, { onSuccess: setView });
  };
  return (
    <>
      <h1>批量填报</h1>
      <CampaignChoice />
      <Secrecy />
      <section className="card">
        <h2 className="unit-title">1 下载本单位的填报表</h2>
        <p>每行一项，已带上草稿和上次报的内容。只填白色的格，不报的行留空。</p>
        <button type="button" className="unit-button" disabled={busy !== ''} onClick={download}>
          {busy === '正在生成' ? '正在生成……' : '下载填报表'}
        </button>
      </section>
      <section className="card">
        <h2 className="unit-title">2 填好后上传，先看结果</h2>
        <Pick onPick={pick} busy={busy === '正在核对'} />
        <Failure error={error} />
      </section>
      {view === undefined ? null : (
        <section className="card" aria-live="polite">
          <h2 className="unit-title">3 核对后提交</h2>
          <p>{view.words}。</p>
          <BatchRows view={view} />
          <Failure error={submit.error} />
          <p className="unit-row">
            {view.ready > 0 ? (
              <button
                type="button"
                className="unit-button main"
                disabled={submit.isPending}
                onClick={send}
              >
                {submit.isPending ? '正在提交……' : `提交 ${view.ready} 项`}
              </button>
            ) : (
              <Link to={paths.mine}>回到我的待办</Link>
            )}
            {view.faulty > 0 ? (
              <span className="quiet">有误的行不会提交，改好后再上传这张表即可，不会重复。</span>
            ) : null}
          </p>
        </section>
      )}
    </>
  );
}

function Pick(props: { readonly onPick: (file: File) => void; readonly busy: boolean }) {
  const id = useId();
  const pick = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file) props.onPick(file);
    target.value = '';
  };
  return (
    <div className="unit-field">
      <label htmlFor={id}>填好的表（.xlsx）</label>
      <input id={id} type="file" accept=".xlsx" disabled={props.busy} onChange={pick} />
      <p className="quiet" role="status">
        {props.busy ? '正在核对……' : ''}
      </p>
    </div>
  );
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}
