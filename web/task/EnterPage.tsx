import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ActBar } from '../acts/ActBar.tsx';
import type { Allowed } from '../acts/allowed.ts';
import { useAddress } from '../address/useAddress.ts';
import { call } from '../api/call.ts';
import { sendFile } from '../api/files.ts';
import { useRead } from '../api/hooks.ts';
import { instantShort } from '../marks/instantShort.ts';
import { paths } from '../paths.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import type { Content, Entry, Receipt } from '../unit/content.ts';
import { EntryHead } from '../unit/EntryHead.tsx';
import { Received } from '../unit/Received.tsx';
import { ReportForm } from '../unit/ReportForm.tsx';
import type { KeepFile } from '../unit/useFiles.ts';
import { useReport } from '../unit/useReport.ts';
import { claimedOf, localMinutes, missingOf, NO_ARRIVAL, type Arrival } from './arrival.ts';
import { ArrivalFields } from './ArrivalFields.tsx';
import './style.css';

interface Where {
  readonly campaign: string;
  readonly task: string;
  readonly obligation: string;
  readonly unit: string;
}

/** 代录: the office enters what a unit has sent on paper or by phone; who, for whom, how and why is recorded with it. */
export function EnterPage() {
  const { campaign = '', task = '', obligation = '', unit = '' } = useAddress();
  const where = { campaign, task, obligation, unit };
  if (task === '' || obligation === '') {
    return (
      <>
        <h1>代录报送</h1>
        <Empty title="没有指明是哪一期">
          <p>
            请从<Link to={paths.ledger}>台账</Link>打开任务，在要录入的那一期选“代录”。
          </p>
        </Empty>
      </>
    );
  }
  return <Enter key={`${task}/${obligation}/${unit}`} where={where} />;
}

function Enter({ where }: { readonly where: Where }) {
  const [receipt, setReceipt] = useState<Receipt>();
  const reading = useRead('showEntry', where, { enabled: receipt === undefined });
  const entry = reading.data;
  if (receipt !== undefined) return <Done receipt={receipt} />;
  return (
    <>
      <h1>代录报送</h1>
      <p className="quiet">
        单位以纸质、电话等方式报来的，由督查室替它录入。台账会写明由督查室代录、替哪个单位、怎么来的、依据是什么。
        <Link to={paths.task(where.campaign, where.task)}>回到这项任务</Link>
      </p>
      {entry === undefined ? (
        reading.isPending ? (
          <Loading />
        ) : (
          <Closed where={where} error={reading.error} />
        )
      ) : (
        <Form where={where} entry={entry} onDone={setReceipt} />
      )}
    </>
  );
}

/** Whose entry is over: what came in time and was not entered is let in first, then entered with its own time. */
function Closed({ where, error }: { readonly where: Where; readonly error: unknown }) {
  const { campaign, task, obligation } = where;
  const acts = useRead('listTaskActs', { campaign, task });
  if (acts.isPending) return <Loading />;
  const open = (acts.data?.topics ?? [])
    .flatMap((topic) => topic.acts)
    .filter((one) => one.act === 'open-entry' && isAbout(one, obligation));
  return (
    <section className="card">
      {open.length === 0 ? (
        <Failure error={error} />
      ) : (
        <>
          <p>
            这一期已截止填报。单位当时已用别的方式报来、没有录入的，先准予补报，再在这里补录实际收到的时间。
          </p>
          <ActBar acts={open} about="准予补报" />
        </>
      )}
    </section>
  );
}

/** Whether an act is, or may be, about this obligation. */
function isAbout({ input, asks }: Allowed, obligation: string): boolean {
  const { fields } = input as { readonly fields?: { readonly obligation?: string } };
  const choices = asks.flatMap((ask) => ask.choices ?? []);
  return fields?.obligation === obligation || choices.some(({ value }) => value === obligation);
}

type Whole = Entry & { readonly now: string; readonly unit: string };

function Form(props: {
  readonly where: Where;
  readonly entry: Whole;
  readonly onDone: (receipt: Receipt) => void;
}) {
  const { where, entry, onDone } = props;
  const [arrival, setArrival] = useState<Arrival>(NO_ARRIVAL);
  const { report, isSending, error } = useReport(onDone);
  const { campaign, task, duty, period, unit } = entry;
  const named = { campaign, task, duty, period, unit };
  const draft = async (content: Content) => {
    const kept = await call('saveDraft', { ...named, content });
    return `草稿已保存（${instantShort(kept.at)}）`;
  };
  const keep: KeepFile = (file, sha256, onShare) =>
    sendFile('sendEvidence', { campaign, unit, name: file.name, sha256 }, file, onShare);
  return (
    <>
      <section className="card">
        <EntryHead entry={entry} />
        <ForWhom where={where} entry={entry} />
      </section>
      <section className="card">
        <ReportForm
          {...{ entry, onDraft: draft, onKeep: keep, isSending, error }}
          onSend={(content) => report(named, content, { claimed: claimedOf(arrival) })}
          before={
            <ArrivalFields
              arrival={arrival}
              latest={localMinutes(entry.now)}
              onChange={setArrival}
            />
          }
          missing={missingOf(arrival)}
        />
      </section>
    </>
  );
}

/** Of a party of several units, the one that has sent it. */
function ForWhom({ where, entry }: { readonly where: Where; readonly entry: Whole }) {
  const navigate = useNavigate();
  if (entry.units.length < 2) {
    return (
      <p>
        替 <strong>{entry.unit}</strong> 录入
      </p>
    );
  }
  return (
    <p>
      <label>
        替哪个单位录入{' '}
        <select
          value={entry.unit}
          onChange={(event) =>
            void navigate({ to: paths.enter, search: { ...where, unit: event.target.value } })
          }
        >
          {entry.units.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
    </p>
  );
}

function Done({ receipt }: { readonly receipt: Receipt }) {
  return (
    <>
      <h1>已代录</h1>
      <Received receipt={receipt}>
        <p>所称的收到时间已报请确认；确认以后，判定按实际收到的时间更正。</p>
        <p>
          <Link className="acts-button main" to={paths.task(receipt.campaign, receipt.task)}>
            回到这项任务
          </Link>
        </p>
      </Received>
    </>
  );
}
