import { useState } from 'react';
import { useRead, useWrite } from '../api/hooks.ts';
import { ActivationLink } from '../forms/ActivationLink.tsx';
import { ReasonAct } from '../forms/ReasonAct.tsx';
import { useTaken } from '../forms/useTaken.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { ChangeAccount } from './ChangeAccount.tsx';

/** One account with all that the system administrator does to it. */
export function AccountPanel(props: { readonly account: string; readonly onClose: () => void }) {
  const { account, onClose } = props;
  const { data, error } = useRead('showAccount', { account });
  const heading = useTaken(data !== undefined);
  if (data === undefined) return error === null ? <Loading /> : <Failure error={error} />;
  return (
    <section className="card" aria-label={`办理账号：${data.name}`}>
      <div className="forms-head">
        <h2 ref={heading} tabIndex={-1}>
          {data.name}（{data.stateLabel}）
        </h2>
        <button type="button" className="plain" onClick={onClose}>
          收起
        </button>
      </div>
      <p>
        身份：
        {data.grants.length === 0
          ? '还没有授权，请安全管理员授权'
          : data.grants.map(({ label }) => label).join('、')}
        。动态口令：{data.hasSecondFactor ? '已设置' : '没有设置'}。登录着 {data.sessions} 处。
      </p>
      {data.state === 'left' ? null : (
        <>
          <ChangeAccount account={data} />
          <Stop account={account} name={data.name} locked={data.state === 'locked'} />
        </>
      )}
    </section>
  );
}

function Stop(props: {
  readonly account: string;
  readonly name: string;
  readonly locked: boolean;
}) {
  const { account, name, locked } = props;
  const [left, setLeft] = useState('');
  const reset = useWrite('resetActivation');
  const change = useWrite('changeAccount');
  const leave = useWrite('leaveAccount');
  return (
    <div className="forms-row">
      <ReasonAct
        label="重置口令"
        about={name}
        busy={reset.isPending}
        error={reset.error}
        hint="会给出一个新的启用链接，原来的登录全部退出，动态口令不变。"
        onSend={(reason) => done(reset.mutateAsync({ account, what: 'password', reason }))}
      />
      <button
        type="button"
        className="plain"
        disabled={change.isPending}
        onClick={() => change.mutate({ account, state: locked ? 'active' : 'locked' })}
      >
        {locked ? '恢复使用' : '停用'}
      </button>
      <ReasonAct
        label="办理离任"
        about={name}
        busy={leave.isPending}
        error={leave.error}
        hint="离任后账号停用，手机号删去，姓名以代号保存。手上还有收件和待批的，先请安全管理员在“授权”页移交给接任的人。"
        onSend={async (reason) => {
          const answer = await leave.mutateAsync({ account, reason }).catch(() => undefined);
          if (answer === undefined) return false;
          setLeft(`已离任，今后显示为“${answer.name}”；退出登录 ${answer.sessions} 处。`);
          return true;
        }}
      />
      <Failure error={change.error} />
      {reset.data?.setup ? (
        <ActivationLink name={name} login={null} setup={reset.data.setup} />
      ) : null}
      {left === '' ? null : (
        <p className="forms-done" role="status">
          {left}
        </p>
      )}
    </div>
  );
}

function done(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
