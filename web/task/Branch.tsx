import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../client/operations.ts';
import { useRead } from '../api/hooks.ts';
import { paths } from '../paths.ts';
import { useSession } from '../session/useSession.ts';
import { pageDeskOf } from '../shell/desks.ts';
import { Failure } from '../signs/Failure.tsx';
import { NodeSign } from '../tree/NodeSign.tsx';

type View = OutputOf<'showBranch'>;

/** 上下级: what the task belongs to and how that stands, what stands beside it in the same item, and its milestones. */
export function Branch({ campaign, task }: { readonly campaign: string; readonly task: string }) {
  const { data, error } = useRead('showBranch', { campaign, task });
  const { desk } = useSession();
  if (data === undefined) return <Failure error={error} />;
  const { parents, children } = data;
  if (parents.length === 0 && children.length === 0) return null;
  const hasTree = desk !== undefined && pageDeskOf(desk) !== 'unit';
  return (
    <section className="card" aria-labelledby="branch">
      <h2 id="branch" className="task-title">
        上下级
      </h2>
      <Parents parents={parents} campaign={campaign} />
      {children.length === 0 ? null : (
        <>
          <h3>下级：{children.length} 个节点</h3>
          <ul className="task-branch">
            {children.map(({ label, ...node }) => (
              <li key={label}>
                <NodeSign node={node} /> {label}
              </li>
            ))}
          </ul>
        </>
      )}
      {hasTree ? (
        <p>
          <Link to={paths.tree} search={{ campaign, task }}>
            看整个方案的层级
          </Link>
        </p>
      ) : null}
    </section>
  );
}

function Parents(props: { readonly parents: View['parents']; readonly campaign: string }) {
  const { parents, campaign } = props;
  if (parents.length === 0) return null;
  return (
    <>
      <h3>上级</h3>
      <ol className="task-branch">
        {parents.map(({ label, levelWords, words, others, ...node }) => (
          <li key={`${levelWords}${label}`}>
            <NodeSign node={node} /> {levelWords} <strong>{label}</strong>{' '}
            <span className="quiet">{words}</span>
            {others.length === 0 ? null : (
              <ul>
                {others.map((other) => (
                  <li key={other.key ?? other.label}>
                    <NodeSign node={other} /> 同项任务{' '}
                    <Link to={paths.task(campaign, other.key ?? '')}>{other.label}</Link>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
