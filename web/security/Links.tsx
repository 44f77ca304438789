import { useFilters } from '../address/useFilters.ts';
import { useRead } from '../api/hooks.ts';
import { LinkTable } from '../link/LinkTable.tsx';
import { Known } from '../lists/Known.tsx';
import { ListHead } from '../lists/ListHead.tsx';
import { PageSteps } from '../lists/PageSteps.tsx';
import { Empty } from '../signs/Empty.tsx';
import { CampaignList } from './CampaignList.tsx';
import { Tokens } from './Tokens.tsx';

const EXPLAIN =
  '免登录填报链接随通知发给单位，只能填那几项；接口口令给其他程序取数。外传或不再需要的，请在这里停用。';

/** 链接与令牌: ways in without a password; any may be stopped. */
export function Links() {
  return (
    <section>
      <ListHead title="链接与令牌" explain={EXPLAIN} />
      <h2>免登录填报链接</h2>
      <SignedLinks />
      <h2>接口口令</h2>
      <Tokens />
    </section>
  );
}

function SignedLinks() {
  const [{ campaign, after }, change] = useFilters();
  const read = useRead('listLinks', {
    ...(campaign === undefined ? {} : { campaign }),
    ...(after === undefined ? {} : { after }),
  });
  return (
    <>
      <CampaignList
        value={campaign ?? ''}
        onChange={(value) => change({ campaign: value, after: '' })}
      />
      <Known of={read}>
        {({ links, next }) => (
          <>
            {links.length === 0 ? (
              <Empty title="还没有免登录填报链接">
                <p>督查室生成链接、或随通知发出链接以后，会列在这里。</p>
              </Empty>
            ) : (
              <LinkTable links={links} />
            )}
            <PageSteps after={after} next={next} change={change} />
          </>
        )}
      </Known>
    </>
  );
}
