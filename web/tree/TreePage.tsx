import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAddress } from '../address/useAddress.ts';
import { useRead } from '../api/hooks.ts';
import { paths } from '../paths.ts';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { useCampaign } from '../shell/useCampaign.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { counted, inState, nested, type FlatNode, type TreeNode } from './nested.ts';
import { NodeSign, STATE_WORDS, type NodeState } from './NodeSign.tsx';
import './style.css';

/** 任务层级: the plan, its categories, items, tasks and milestones, each as bad as the worst below it. */
export function TreePage() {
  const { task, state } = useAddress();
  const { campaign } = useCampaign();
  const { data, error, isPending, refetch } = useRead(
    'showTree',
    { campaign: campaign ?? '' },
    { enabled: campaign !== undefined },
  );
  return (
    <>
      <h1>任务层级</h1>
      <CampaignChoice />
      {isPending && campaign !== undefined ? <Loading /> : null}
      <Failure error={error} again={() => void refetch()} />
      {data === undefined ? null : (
        <Tree
          key={`${data.campaign}/${state ?? ''}/${task ?? ''}`}
          nodes={data.nodes}
          {...{ campaign: data.campaign, task, state: state as NodeState | undefined }}
        />
      )}
    </>
  );
}

interface Shown {
  readonly campaign: string;
  readonly task: string | undefined;
  readonly state: NodeState | undefined;
}

function Tree({ nodes, ...shown }: Shown & { readonly nodes: readonly FlatNode[] }) {
  const { campaign, task, state } = shown;
  const whole = nested(nodes, task);
  const left = state === undefined ? whole : inState(whole, state);
  return (
    <>
      <States {...{ nodes, campaign, chosen: state }} />
      <p className="quiet">上级的状态取下级中最差的；全部完成才算完成，持续推进的不影响上级。</p>
      {left.length === 0 ? (
        <Empty title="没有这种状态的任务" />
      ) : (
        <ul className="card tree-list">
          {left.map((node) => (
            <Node key={node.place} node={node} {...shown} />
          ))}
        </ul>
      )}
    </>
  );
}

const ORDER: readonly NodeState[] = ['overdue', 'lagging', 'open', 'done', 'continuous', 'none'];

function States(props: {
  readonly nodes: readonly FlatNode[];
  readonly campaign: string;
  readonly chosen: NodeState | undefined;
}) {
  const { nodes, campaign, chosen } = props;
  const navigate = useNavigate();
  const counts = counted(nodes);
  const choose = (state: NodeState | undefined) =>
    void navigate({ to: '.', search: { campaign, ...(state === undefined ? {} : { state }) } });
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return (
    <p className="tree-states" role="group" aria-label="按状态查看">
      <button type="button" aria-pressed={chosen === undefined} onClick={() => choose(undefined)}>
        全部 {all}
      </button>
      {ORDER.filter((state) => counts.has(state)).map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={chosen === state}
          onClick={() => choose(state)}
        >
          {STATE_WORDS[state]} {counts.get(state)}
        </button>
      ))}
    </p>
  );
}

/** Open from the beginning: the plan, what leads to the task that was asked for, and what a chosen state has left. */
function startsOpen({ depth, level, leads }: TreeNode, { state, task }: Shown): boolean {
  if (level === 'task') return leads;
  return depth === 0 || (state !== undefined && depth < 2) || (task !== undefined && leads);
}

const MOST = 200;

function Node({ node, ...shown }: Shown & { readonly node: TreeNode }) {
  const [open, setOpen] = useState(() => startsOpen(node, shown));
  const [all, setAll] = useState(false);
  const { children } = node;
  if (children.length === 0) {
    return (
      <li>
        <Line node={node} {...shown} />
      </li>
    );
  }
  const listed = all ? children : children.slice(0, MOST);
  const isTask = node.level === 'task';
  return (
    <li>
      {isTask ? <Line node={node} {...shown} /> : null}
      <details
        open={open}
        className={isTask ? 'tree-milestones' : undefined}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary>{isTask ? `${children.length} 个节点` : <Line node={node} {...shown} />}</summary>
        {open ? (
          <ul>
            {listed.map((child) => (
              <Node key={child.place} node={child} {...shown} />
            ))}
          </ul>
        ) : null}
        {open && children.length > listed.length ? (
          <button type="button" className="plain" onClick={() => setAll(true)}>
            全部 {children.length} 项
          </button>
        ) : null}
      </details>
    </li>
  );
}

function Line({ node, campaign, task }: Shown & { readonly node: TreeNode }) {
  const { level, label, key, tasks } = node;
  const isTask = level === 'task' && key !== null;
  return (
    <span className={isTask && key === task ? 'tree-line tree-here' : 'tree-line'}>
      <NodeSign node={node} />{' '}
      {isTask ? (
        <Link to={paths.task(campaign, key)} aria-current={key === task ? 'true' : undefined}>
          {label}
        </Link>
      ) : (
        label
      )}
      {isTask || level === 'milestone' ? null : <span className="quiet"> {tasks} 项</span>}
    </span>
  );
}
