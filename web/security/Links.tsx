import { useRead, useWrite } from '../api/hooks.ts';
import { instantText } from '../forms/instantText.ts';
import { ReasonAct } from '../forms/ReasonAct.tsx';
import { useAddress } from '../forms/useAddress.ts';
import { CampaignList } from './CampaignList.tsx';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { Tokens } from './Tokens.tsx';
import '../forms/style.css';

/** 链接与令牌: ways in without a password; any may be stopped. */
export function Links() {
  return (
    <section>
      <h1>链接与令牌</h1>
      <p className="forms-explain">
        免登录填报链接随通知发给单位，只能填那几项；接口口令给其他程序取数。外传或不再需要的，请在这里停用。
      </p>
      <h2>免登录填报链接</h2>
      <SignedLinks />
      <h2>接口口令</h2>
      <Tokens />
    </section>
  );
}

function SignedLinks() {
  const [{ campaign, after }, change] = useAddress();
  const { data, error, refetch } = useRead('listLinks', {
    ...(campaign === undefined ? {} : { campaign }),
    ...(after === undefined ? {} : { after }),
  });
  return (
    <>
      <CampaignList
        value={campaign ?? ''}
        onChange={(value) => change({ campaign: value, after: '' })}
      />
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} again={() => void refetch()} />
        )
      ) : data.links.length === 0 ? (
        <Empty title="还没有免登录填报链接">
          <p>督查室生成链接、或随通知发出链接以后，会列在这里。</p>
        </Empty>
      ) : (
        <>
          <div className="scroll" tabIndex={0} role="region" aria-label="免登录填报链接">
            <table className="list forms-table">
              <thead>
                <tr>
                  <th scope="col">单位</th>
                  <th scope="col">项数</th>
                  <th scope="col">生成</th>
                  <th scope="col">有效到</th>
                  <th scope="col">状态</th>
                  <th scope="col">操作</th>
                </tr>
              </thead>
              <tbody>
                {data.links.map((line) => (
                  <tr key={line.link}>
                    <th scope="row">{line.unit}</th>
                    <td>{line.obligations}</td>
                    <td className="forms-nowrap">{instantText(line.madeAt)}</td>
                    <td className="forms-nowrap">{instantText(line.until)}</td>
                    <td>{line.stateWords}</td>
                    <td>
                      {line.state === 'open' ? <Revoke link={line.link} unit={line.unit} /> : '—'}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {data.next === null ? null : (
            <button
              type="button"
              className="forms-other"
              onClick={() => change({ after: data.next ?? '' })}
            >
              下一页
            </button>
          )}
        </>
      )}
    </>
  );
}

function Revoke({ link, unit }: { readonly link: string; readonly unit: string }) {
  const revoke = useWrite('revokeLink');
  return (
    <ReasonAct
      label="停用"
      about={`${unit}的链接`}
      busy={revoke.isPending}
      error={revoke.error}
      hint="持有人会看到这个理由。"
      onSend={(reason) =>
        revoke.mutateAsync({ link, reason }).then(
          () => true,
          () => false,
        )
      }
    />
  );
}
