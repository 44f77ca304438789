import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '../paths.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { startsOpen, type LevelNode } from './levels.ts';
import { NodeSign } from './NodeSign.tsx';
import { useLevel, type Asked, type LevelRead } from './useLevel.ts';

export type Shown = Asked & { readonly campaign: string };

/** What stands right below a node, read when it is opened. */
function Branches({ under, shown }: { readonly under: string; readonly shown: Shown }) {
  return <Listed level={useLevel(under, shown)} shown={shown} />;
}

/** A level; further pages of it come when they are asked for. */
export function Listed({ level, shown }: { readonly level: LevelRead; readonly shown: Shown }) {
  const { nodes, error, isPending, again, more, left } = level;
  return (
    <>
      <ul>
        {nodes.map((node) => (
          <Node key={node.at} node={node} beside={nodes.length} shown={shown} />
        ))}
      </ul>
      {isPending ? <Loading /> : null}
      <Failure error={error} again={again} />
      {left && !isPending ? (
        <button type="button" className="plain" onClick={more}>
          再看一些
        </button>
      ) : null}
    </>
  );
}

function Node(props: { readonly node: LevelNode; readonly beside: number; readonly shown: Shown }) {
  const { node, beside, shown } = props;
  const { level, children, under } = node;
  const [open, setOpen] = useState(() => startsOpen(node, { beside, state: shown.state }));
  if (children === 0 || under === null) {
    return (
      <li>
        <Line node={node} shown={shown} />
      </li>
    );
  }
  const isTask = level === 'task';
  return (
    <li>
      {isTask ? <Line node={node} shown={shown} /> : null}
      <details
        open={open}
        className={isTask ? 'tree-milestones' : undefined}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary>{isTask ? `${children} 个节点` : <Line node={node} shown={shown} />}</summary>
        {open ? <Branches under={under} shown={shown} /> : null}
      </details>
    </li>
  );
}

function Line({ node, shown: { campaign, task } }: { node: LevelNode; shown: Shown }) {
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
