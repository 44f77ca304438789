import type { OutputOf } from '../../client/operations.ts';
import { csvOf } from '../files/csv.ts';
import { saveFile } from '../files/saveFile.ts';
import { activationAddress } from '../forms/ActivationLink.tsx';
import { instantText } from '../forms/instantText.ts';

type Made = OutputOf<'importAccounts'>['accounts'];

/** What has been made, with the links that are shown this once. */
export function ImportedAccounts({ accounts }: { readonly accounts: Made }) {
  const linked = accounts.filter(({ setup }) => setup !== null);
  const save = () => {
    const lines = linked.map(({ name, login, setup }) => [
      name,
      login,
      setup === null ? '' : activationAddress(setup.token),
      setup === null ? '' : instantText(setup.endsAt),
    ]);
    const head = ['姓名', '登录名', '启用链接', '有效期至'];
    saveFile('启用链接.csv', csvOf([head, ...lines]), 'text/csv');
  };
  return (
    <div className="forms-done" role="status">
      <p>
        已建立 {accounts.length}{' '}
        个账号。下一步：把启用链接分别交给本人，并请安全管理员在“授权”页授权。
      </p>
      {linked.length === 0 ? null : (
        <p>
          启用链接只能现在取：
          <button type="button" className="forms-other" onClick={save}>
            下载 {linked.length} 个启用链接
          </button>
        </p>
      )}
    </div>
  );
}
