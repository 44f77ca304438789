import { useRead } from '../api/hooks.ts';

const SHOWN = 20;

/** Accounts that nobody has granted anything: the security administrator's work list. */
export function Ungranted({ onChoose }: { readonly onChoose: (account: string) => void }) {
  const { data } = useRead('listAccounts', { state: 'active', limit: 500 });
  const waiting = (data?.accounts ?? []).filter(
    ({ roles, login }) => roles.length === 0 && login !== null,
  );
  if (waiting.length === 0) return null;
  return (
    <div className="card">
      <h2>{waiting.length} 个账号等您授权</h2>
      <ul>
        {waiting.slice(0, SHOWN).map(({ account, name, login, unit }) => (
          <li key={account}>
            {name}（{[login, unit].filter((one) => one !== null).join('，')}）{' '}
            <button
              type="button"
              className="plain"
              aria-label={`给${name}授权`}
              onClick={() => onChoose(account)}
            >
              授权
            </button>
          </li>
        ))}
      </ul>
      {waiting.length > SHOWN ? <p className="quiet">先列 {SHOWN} 个，授权后会补上。</p> : null}
    </div>
  );
}
