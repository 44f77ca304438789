import { CodeForm } from './CodeForm.tsx';
import { FactorSetup } from './FactorSetup.tsx';
import { PasswordChange } from './PasswordChange.tsx';
import type { Session } from './useSession.ts';

/** What an account needs before anything else: its code, a second factor, or a newer password. */
export function StillNeeded(props: {
  readonly session: Session;
  readonly onDone: (session: Session) => void;
  readonly onBack?: () => void;
}) {
  const { session, onDone, onBack } = props;
  const { needs, hasSecondFactor, passwordRule, login, name } = session;
  return (
    <section>
      {needs === 'password-change' ? (
        <>
          <h2>请先更换口令</h2>
          <p>您的口令已经到期，换一个新的就可以继续。</p>
          <PasswordChange rule={passwordRule} login={login ?? ''} onDone={onDone} />
        </>
      ) : hasSecondFactor ? (
        <CodeForm name={name} onDone={onDone} />
      ) : (
        <>
          <h2>请先设置动态口令</h2>
          <p>您的身份能批准、授权或管理账号，只有口令不够，还要手机上的6位数字。设置一次即可。</p>
          <FactorSetup onDone={onDone} />
        </>
      )}
      {onBack === undefined ? null : (
        <p>
          <button type="button" className="plain" onClick={onBack}>
            换一个账号登录
          </button>
        </p>
      )}
    </section>
  );
}
