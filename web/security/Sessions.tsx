import { useFilters } from '../address/useFilters.ts';
import { useRead, useWrite } from '../api/hooks.ts';
import { TextField } from '../forms/TextField.tsx';
import { Known } from '../lists/Known.tsx';
import { ListHead } from '../lists/ListHead.tsx';
import { PageSteps } from '../lists/PageSteps.tsx';
import { SessionTable } from '../session/SessionTable.tsx';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';

const LIMIT = 50;

/** 登录会话: who is signed in from where; any may be ended at once. */
export function Sessions() {
  const [{ words = '', after }, change] = useFilters();
  const read = useRead(
    'listSessions',
    { limit: LIMIT, words, ...(after === undefined ? {} : { after }) },
    { everyMs: 60_000 },
  );
  const end = useWrite('endSession');
  const total = read.data?.total;
  return (
    <section>
      <ListHead
        title={total === undefined || words !== '' ? '登录会话' : `${total} 处登录着`}
        explain="谁从哪里登录着，都列在这里；不该在的，点“结束”，它立即退出。"
      />
      <div className="forms-filters" role="search">
        <TextField
          label="查找"
          type="search"
          value={words}
          onChange={(text) => change({ words: text, after: '' })}
          filter
          hint="姓名、登录名或地址。"
        />
      </div>
      <Failure error={end.error} />
      <Known of={read}>
        {({ sessions, next }) => (
          <>
            {sessions.length === 0 ? (
              <Empty title="没有符合的登录">
                <p>有人登录着时会列在这里。</p>
              </Empty>
            ) : (
              <SessionTable
                label="登录会话列表"
                sessions={sessions}
                everybody
                busy={end.isPending}
                onEnd={(session) => end.mutate({ session })}
              />
            )}
            <PageSteps after={after} next={next} change={change} />
          </>
        )}
      </Known>
    </section>
  );
}
