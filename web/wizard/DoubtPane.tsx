import { useState } from 'react';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import type { Doubt, Said } from './ReviewStep.tsx';

interface Props {
  readonly doubt: Doubt;
  readonly busy: boolean;
  readonly readOnly: boolean;
  readonly say: (said: Said) => void;
}

/** One doubt: the source with its words marked, how they are read, why they are asked, and the answer. */
export function DoubtPane(props: Props) {
  const { doubt, readOnly } = props;
  const { source, proposal, reason, confidence, answer } = doubt;
  return (
    <section className="card" aria-label={`${doubt.where}${doubt.field}`}>
      <h2>
        {doubt.where}　{doubt.field}
        {doubt.required ? <span className="wizard-must">　启动前必须核对</span> : null}
      </h2>
      <h3>原文</h3>
      <div className="wizard-source" tabIndex={0} role="region" aria-label="原文">
        {cells(source.before)}
        {source.words === '' ? <mark>（此处没有写）</mark> : <mark>{cells(source.words)}</mark>}
        {cells(source.after)}
      </div>
      {proposal === '' ? null : (
        <>
          <h3>现读作</h3>
          <p className="wizard-reading">{proposal}</p>
        </>
      )}
      <p>
        {reason}
        {confidence === null ? '' : `（把握 ${Math.round(confidence * 100)}%）`}
      </p>
      {answer === null ? null : <Answered answer={answer} />}
      {readOnly ? null : answer === null || answer.what === 'asked' ? (
        <Answer {...props} />
      ) : (
        <button
          type="button"
          className="forms-other"
          disabled={props.busy}
          onClick={() => props.say({ what: 'withdrawn' })}
        >
          撤回这一意见
        </button>
      )}
    </section>
  );
}

/** Cells of a table stand beside one another. */
function cells(text: string): string {
  return text.replace(/\t+/gu, ' ｜ ');
}

function Answered({ answer }: { readonly answer: NonNullable<Doubt['answer']> }) {
  const said = { accepted: '接受', corrected: '更正为', asked: '请示' }[answer.what];
  const what = [answer.value, answer.of, answer.note].filter((part) => part !== null).join('　');
  return (
    <p className="forms-done">
      {said} {what}　{answer.by}　{answer.at.slice(0, 16).replace('T', ' ')}
    </p>
  );
}

function Answer({ doubt, busy, say }: Props) {
  const [way, setWay] = useState<'choose' | 'ask'>('choose');
  if (way === 'ask') return <Asking {...{ busy, say }} leave={() => setWay('choose')} />;
  return (
    <>
      <p className="forms-row">
        {doubt.acceptable ? (
          <button
            type="button"
            className="forms-send"
            disabled={busy}
            onClick={() => say({ what: 'accepted' })}
          >
            {busy ? '正在记入……' : '接受'}
          </button>
        ) : null}
        <button type="button" className="forms-other" disabled={busy} onClick={() => setWay('ask')}>
          请示……
        </button>
      </p>
      <Correction {...{ doubt, busy, say }} />
      <p className="wizard-keys">键盘：j 下一处，k 上一处，回车 接受，c 更正</p>
    </>
  );
}

/** What is written instead: in the words in which the field is shown. */
function Correction({ doubt, busy, say }: Omit<Props, 'readOnly'>) {
  const standing = doubt.proposal.startsWith('待确认：') ? '' : doubt.proposal;
  const [value, setValue] = useState(doubt.remembered ?? standing);
  if (doubt.field === '文件' || doubt.field === '督办要求') return null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        say({ what: 'corrected', value: value.trim() });
      }}
    >
      <p className="forms-field">
        <label htmlFor="wizard-value">更正为</label>
        <textarea
          id="wizard-value"
          rows={2}
          value={value}
          maxLength={20_000}
          onChange={(event) => setValue(event.target.value)}
        />
        {doubt.remembered === null ? null : (
          <span className="forms-hint">已填上次对同样文字的改法，请核对后再用。</span>
        )}
      </p>
      <Secrecy />
      <button type="submit" className="forms-other" disabled={busy || value.trim() === ''}>
        {busy ? '正在记入……' : '更正'}
      </button>
    </form>
  );
}

function Asking({ busy, say, leave }: Pick<Props, 'busy' | 'say'> & { leave: () => void }) {
  const [of, setOf] = useState('');
  const [note, setNote] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        say({
          what: 'asked',
          ...(of.trim() === '' ? {} : { of: of.trim() }),
          ...(note.trim() === '' ? {} : { note: note.trim() }),
        });
      }}
    >
      <TextField label="请示谁" value={of} onChange={setOf} maxLength={200} autoFocus />
      <TextField label="要问什么" value={note} onChange={setNote} maxLength={1000} optional />
      <Secrecy />
      <p className="forms-row">
        <Send busy={busy}>列为请示</Send>
        <button type="button" className="forms-other" onClick={leave}>
          返回
        </button>
      </p>
    </form>
  );
}
