import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { BINDING } from './OidcButton.tsx';
import { useAct } from './useAct.ts';

type Own = Pick<OutputOf<'showMe'>, 'login' | 'subject' | 'subjectAsked'>;

/** 统一认证: a person binds his own account there and back, or takes the binding away; his password says that it is he. */
export function MyBinding({ me }: { readonly me: Own }) {
  const [open, setOpen] = useState<'bind' | 'remove' | undefined>();
  const [done, setDone] = useState('');
  const queries = useQueryClient();
  const removed = () => {
    setOpen(undefined);
    setDone('已解除绑定，其他地方的登录都已退出。今后请用登录名和口令登录。');
    void queries.invalidateQueries();
  };
  const isBound = me.subject !== null;
  return (
    <div className="card">
      <h2>统一认证</h2>
      {done === '' ? null : (
        <p className="forms-done" role="status">
          {done}
        </p>
      )}
      <p>{stateWords(me)}</p>
      <div className="forms-row">
        <button
          type="button"
          className="forms-other"
          aria-expanded={open === 'bind'}
          onClick={() => setOpen(open === 'bind' ? undefined : 'bind')}
        >
          {isBound ? '换绑统一认证' : '绑定统一认证'}
        </button>
        {isBound ? (
          <button
            type="button"
            className="forms-other"
            aria-expanded={open === 'remove'}
            onClick={() => setOpen(open === 'remove' ? undefined : 'remove')}
          >
            解除绑定
          </button>
        ) : null}
      </div>
      {open === 'bind' ? <Bind login={me.login ?? ''} /> : null}
      {open === 'remove' ? <Remove login={me.login ?? ''} onDone={removed} /> : null}
    </div>
  );
}

function stateWords({ subject, subjectAsked }: Own): string {
  if (subject !== null && subjectAsked !== null) {
    return `已绑定（${subject}）。系统管理员登记了新的标识（${subjectAsked}），安全管理员确认或您自己换绑以后才生效。`;
  }
  if (subject !== null) return `已绑定（${subject}），可以用统一认证登录。`;
  if (subjectAsked !== null) {
    return `系统管理员登记的标识是 ${subjectAsked}，还没有生效：您可以在这里自己绑定，也可以等安全管理员确认。`;
  }
  return '还没有绑定。绑定以后可以用统一认证登录。';
}

function Bind({ login }: { readonly login: string }) {
  const act = useAct('beginBinding');
  return (
    <ByPassword
      label="绑定统一认证"
      login={login}
      busy={act.isPending}
      error={act.error}
      hint="提交后转到统一认证，请用您本人的身份登录，回来就绑定好了。"
      onSend={(password) =>
        act.mutate(
          { password },
          {
            onSuccess: ({ url, flow }) => {
              sessionStorage.setItem(BINDING, flow);
              window.location.assign(url);
            },
          },
        )
      }
    />
  );
}

function Remove({ login, onDone }: { readonly login: string; readonly onDone: () => void }) {
  const act = useAct('removeBinding');
  return (
    <ByPassword
      label="解除绑定"
      login={login}
      busy={act.isPending}
      error={act.error}
      hint="解除后只能用登录名和口令登录。"
      onSend={(password) => act.mutate({ password }, { onSuccess: onDone })}
    />
  );
}

function ByPassword(props: {
  readonly label: string;
  readonly login: string;
  readonly hint: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: (password: string) => void;
}) {
  const { label, login, hint, busy, error, onSend } = props;
  const [password, setPassword] = useState('');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    onSend(password);
  };
  return (
    <form onSubmit={send} aria-label={label}>
      <input type="text" hidden readOnly autoComplete="username" value={login} />
      <TextField
        label="现在的口令"
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        maxLength={500}
        hint={hint}
      />
      <Failure error={error} />
      <Send busy={busy}>{label}</Send>
    </form>
  );
}
