import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FactorSetup } from './FactorSetup.tsx';
import { PasswordChange } from './PasswordChange.tsx';
import type { Session } from './useSession.ts';

/** The password and the second factor of one's own account. */
export function MySecrets({ session }: { readonly session: Session }) {
  const [open, setOpen] = useState<'password' | 'factor' | undefined>();
  const [done, setDone] = useState('');
  const queries = useQueryClient();
  const finish = (words: string) => () => {
    setOpen(undefined);
    setDone(words);
    void queries.invalidateQueries();
  };
  const { hasSecondFactor, passwordRule, login } = session;
  return (
    <div className="card">
      <h2>口令和动态口令</h2>
      {done === '' ? null : (
        <p className="forms-done" role="status">
          {done}
        </p>
      )}
      <div className="forms-row">
        <button
          type="button"
          className="forms-other"
          aria-expanded={open === 'password'}
          onClick={() => setOpen(open === 'password' ? undefined : 'password')}
        >
          更换口令
        </button>
        <button
          type="button"
          className="forms-other"
          aria-expanded={open === 'factor'}
          onClick={() => setOpen(open === 'factor' ? undefined : 'factor')}
        >
          {hasSecondFactor ? '更换动态口令' : '设置动态口令'}
        </button>
      </div>
      {open === 'password' ? (
        <PasswordChange
          rule={passwordRule}
          login={login ?? ''}
          onDone={finish('口令已更换，其他地方的登录都已退出。')}
        />
      ) : null}
      {open === 'factor' ? (
        <FactorSetup
          replaces={hasSecondFactor}
          onDone={finish('动态口令已设置，下次登录会用到。')}
        />
      ) : null}
    </div>
  );
}
