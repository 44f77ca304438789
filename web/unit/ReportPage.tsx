import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api/call.ts';
import { sendFile } from '../api/files.ts';
import { useRead } from '../api/hooks.ts';
import { instantShort } from '../marks/instantShort.ts';
import { paths } from '../paths.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import type { Content, Receipt } from './content.ts';
import { EntryHead } from './EntryHead.tsx';
import { Received } from './Received.tsx';
import { ReportForm } from './ReportForm.tsx';
import type { KeepFile } from './useFiles.ts';
import { useReport } from './useReport.ts';
import './style.css';

interface Asked {
  readonly campaign?: string;
  readonly task?: string;
  readonly obligation?: string;
}

/** 报送: one obligation, one screen, one act. */
export function ReportPage() {
  const asked: Asked = useSearch({ strict: false });
  const { campaign, task = '', obligation = '' } = asked;
  const where = { ...(campaign === undefined ? {} : { campaign }), task, obligation };
  if (task === '' || obligation === '') {
    return (
      <>
        <h1>报送</h1>
        <Empty title="没有指明报哪一项">
          <p>
            请从<Link to={paths.mine}>我的待办</Link>选要报的那一项。
          </p>
        </Empty>
      </>
    );
  }
  return <Report key={`${where.task}/${where.obligation}`} where={where} />;
}

function Report({ where }: { readonly where: Asked & { task: string; obligation: string } }) {
  const { task } = where;
  const [receipt, setReceipt] = useState<Receipt>();
  const reading = useRead('showEntry', where, { enabled: receipt === undefined });
  const { report, isSending, error } = useReport(setReceipt);
  const entry = reading.data;
  if (receipt !== undefined) return <Done {...{ receipt, where }} />;
  if (entry === undefined) {
    if (reading.isPending) return <Loading />;
    return (
      <>
        <h1>报送</h1>
        <Failure error={reading.error} again={() => void reading.refetch()} />
        <Link to={paths.mine}>回到我的待办</Link>
      </>
    );
  }
  const named = { campaign: entry.campaign, task, duty: entry.duty, period: entry.period };
  const draft = async (content: Content) => {
    const kept = await call('saveDraft', { ...named, content });
    return `草稿已保存（${instantShort(kept.at)}），换一台电脑也能接着写`;
  };
  const keep: KeepFile = (file, sha256, onShare) =>
    sendFile('sendEvidence', { campaign: entry.campaign, name: file.name, sha256 }, file, onShare);
  return (
    <>
      <h1>{entry.sent === null ? '报送' : '更正已报的内容'}</h1>
      <section className="card">
        <EntryHead entry={entry} />
        <p>
          <Link to={paths.task(entry.campaign, entry.task)}>
            看这项任务的全部经过（签收、延期、销号也在那里）
          </Link>
        </p>
      </section>
      <section className="card">
        <ReportForm
          {...{ entry, onDraft: draft, onKeep: keep, isSending, error }}
          onSend={(content) => report(named, content)}
        />
      </section>
    </>
  );
}

function Done(props: { readonly receipt: Receipt; readonly where: Asked }) {
  const { receipt, where } = props;
  return (
    <>
      <h1>已收下</h1>
      <Received receipt={receipt}>
        <p className="unit-row">
          <Link className="unit-button main" to={paths.mine}>
            回到我的待办
          </Link>
          <Link to={paths.report} search={where} reloadDocument>
            更正刚才报的内容
          </Link>
          <Link to={paths.task(receipt.campaign, receipt.task)}>看这项任务</Link>
          <Link to={paths.sent}>看已报的内容</Link>
        </p>
      </Received>
    </>
  );
}
