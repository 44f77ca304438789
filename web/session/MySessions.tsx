import { useRead, useWrite } from '../api/hooks.ts';
import { Known } from '../lists/Known.tsx';
import { Failure } from '../signs/Failure.tsx';
import { SessionTable } from './SessionTable.tsx';

/** Where one is signed in at present; any of them may be ended. */
export function MySessions() {
  const read = useRead('listMySessions', {});
  const end = useWrite('endMySession');
  return (
    <div className="card">
      <h2>我在哪里登录着</h2>
      <Failure error={end.error} />
      <Known of={read}>
        {({ sessions }) => (
          <SessionTable
            label="我的登录"
            sessions={sessions}
            busy={end.isPending}
            onEnd={(session) => end.mutate({ session })}
          />
        )}
      </Known>
    </div>
  );
}
