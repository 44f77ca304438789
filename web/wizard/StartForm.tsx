import { useId, useState, type ReactNode } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useWrite } from '../api/hooks.ts';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import type { DeskView } from './steps.ts';
import { useReread } from './useReread.ts';
import { useWizard } from './useWizard.ts';

type Must = OutputOf<'checkDesk'>['must'][number];

/** The start itself: what is confirmed as it is, what needs a reason, and when the first notices leave. */
export function StartForm(props: {
  readonly desk: DeskView;
  readonly confirm: readonly Must[];
  readonly isReady: boolean;
}) {
  const { desk, confirm, isReady } = props;
  const [seen, setSeen] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const [trial, setTrial] = useState(false);
  const [first, setFirst] = useState('');
  const start = useWrite('startDesk');
  const reread = useReread();
  const reasoned = confirm.filter((one) => one.reasoned);
  const codes = [...new Set(confirm.filter((one) => !one.reasoned).map(({ code }) => code))];
  const unseen = codes.filter((code) => !seen.includes(code)).length;
  const left = unseen + (reasoned.length > 0 && reason.trim() === '' ? 1 : 0);
  const submit = () =>
    start.mutate(
      {
        ...{ desk: desk.desk, version: desk.version, confirm: [...seen], trial },
        ...(first === '' ? {} : { firstNoticesAt: first.replace('T', ' ') }),
        ...(reasoned.length === 0 ? {} : { burdenReason: reason.trim() }),
      },
      { onError: reread },
    );
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>启动</h2>
      {codes.map((code) => (
        <Seen
          key={code}
          code={code}
          words={confirm.filter((one) => one.code === code).map(({ words }) => words)}
          checked={seen.includes(code)}
          onChange={(on) => setSeen(on ? [...seen, code] : seen.filter((one) => one !== code))}
        />
      ))}
      {reasoned.map(({ code, words }) => (
        <Reason key={code} words={words} value={reason} onChange={setReason} />
      ))}
      <Check id="start-trial" checked={trial} onChange={setTrial}>
        先试运行
        <span className="forms-hint">通知只送督查室，各单位收不到；满意了再转入正式。</span>
      </Check>
      <FirstNotices value={first} onChange={setFirst} />
      <Failure error={start.error} />
      <Send busy={start.isPending} busyWords="正在启动……" disabled={!isReady || left > 0}>
        启动
      </Send>
      {isReady && left === 0 ? null : (
        <p className="quiet">
          还有 {left} 处没有确认{isReady ? '' : '，另有必须先解决的'}。
        </p>
      )}
    </form>
  );
}

/** 已看过: whoever confirms has every one of them before him. */
function Seen(props: {
  readonly code: string;
  readonly words: readonly string[];
  readonly checked: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  const { code, words, checked, onChange } = props;
  const [only] = words;
  return (
    <>
      <Check id={`confirm-${code}`} {...{ checked, onChange }}>
        我已看过并确认{words.length === 1 ? `：${only}` : `以下 ${words.length} 处：`}
      </Check>
      {words.length === 1 ? null : (
        <ul className="wizard-seen" tabIndex={0} aria-label={`要确认的 ${words.length} 处`}>
          {words.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Check(props: {
  readonly id: string;
  readonly checked: boolean;
  readonly onChange: (on: boolean) => void;
  readonly children: ReactNode;
}) {
  const { id, checked, onChange, children } = props;
  return (
    <p className="wizard-check">
      <input
        type="checkbox"
        id={id}
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
      <label htmlFor={id}>{children}</label>
    </p>
  );
}

/** 超限批准: whoever starts in spite of the limit says why. */
function Reason(props: {
  readonly words: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  const { words, value, onChange } = props;
  const { go } = useWizard();
  const id = useId();
  return (
    <div className="wizard-reason">
      <p>
        <span className="wizard-must">▲ 负担超过上限</span>　{words}{' '}
        <button type="button" className="plain" onClick={() => go({ step: 'rehearse' })}>
          去推演一步减少报送
        </button>
      </p>
      <p className="forms-field">
        <label htmlFor={id}>仍要启动的理由</label>
        <textarea
          id={id}
          rows={2}
          maxLength={500}
          value={value}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange(event.target.value)}
        />
        <span id={`${id}-hint`} className="forms-hint">
          超过上限的，由启动的人批准并写明理由；批准人、时间和理由记入审计和启动记录。
        </span>
      </p>
      <Secrecy />
    </div>
  );
}

function FirstNotices(props: { readonly value: string; readonly onChange: (v: string) => void }) {
  return (
    <TextField
      label="首批通知时间"
      value={props.value}
      onChange={props.onChange}
      optional
      hint="如 2026-03-02 14:00。不填的，启动后 30 分钟发出；此前可以撤回。"
    />
  );
}
