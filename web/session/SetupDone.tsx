import { Link } from '@tanstack/react-router';
import type { FirstOffice } from './setupLinks.ts';

/** The three have been set up, and this tab does not know the link of the first account of the office. */
export function SetupDone({ office }: { readonly office: FirstOffice | undefined }) {
  return (
    <div className="card">
      <h2>三个管理账号都已启用</h2>
      {office === undefined ? (
        <p>下一步：由系统管理员建立督查室的账号，由安全管理员授权。</p>
      ) : (
        <p>
          {`最后一步：打开第1步给出的“${office.login}”的启用链接，由督查室本人设置口令。`}
          {'链接丢了，请系统管理员在“账号”页重置。'}
        </p>
      )}
      <p>
        <Link to="/sign-in">去登录</Link>
      </p>
    </div>
  );
}
