import { useNavigate } from '@tanstack/react-router';
import { useAddress } from '../address/useAddress.ts';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { useCampaign } from '../shell/useCampaign.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { Listed, type Shown } from './Branches.tsx';
import type { Level, NodeState } from './levels.ts';
import { NodeSign, STATE_WORDS } from './NodeSign.tsx';
import { useLevel, type LevelRead } from './useLevel.ts';
import '../lists/pills.css';
import './style.css';

/** 任务层级: the plan, its categories, items, tasks and milestones, each as bad as the worst below it; opened level by level. */
export function TreePage() {
  const { task, state: chosen } = useAddress();
  const { campaign } = useCampaign();
  const asked = { campaign, task, state: chosen as NodeState | undefined };
  const level = useLevel(undefined, asked);
  const { own } = level;
  return (
    <>
      <h1>任务层级</h1>
      <CampaignChoice />
      {own === undefined ? (
        <>
          {level.isPending && campaign !== undefined ? <Loading /> : null}
          <Failure error={level.error} again={level.again} />
        </>
      ) : (
        <Tree level={level} own={own} shown={{ ...asked, campaign: own.campaign }} />
      )}
    </>
  );
}

function Tree(props: { readonly level: LevelRead; readonly own: Level; readonly shown: Shown }) {
  const { level, own, shown } = props;
  const { campaign, state, task } = shown;
  const found = own.counts.filter((one) => state === undefined || one.state === state);
  return (
    <>
      <States counts={own.counts} campaign={campaign} chosen={state} />
      <p className="quiet">上级的状态取下级中最差的；全部完成才算完成，持续推进的不影响上级。</p>
      {found.length === 0 ? (
        <Empty title="没有这种状态的任务" />
      ) : (
        <ul className="card tree-list" key={`${campaign}/${state ?? ''}/${task ?? ''}`}>
          <li>
            <details open>
              <summary>
                <span className="tree-line">
                  <NodeSign node={own} /> {own.label}
                  <span className="quiet"> {sumOf(found)} 项</span>
                </span>
              </summary>
              <Listed level={level} shown={shown} />
            </details>
          </li>
        </ul>
      )}
    </>
  );
}

function sumOf(counts: Level['counts']): number {
  return counts.reduce((sum, { tasks }) => sum + tasks, 0);
}

function States(props: {
  readonly counts: Level['counts'];
  readonly campaign: string;
  readonly chosen: NodeState | undefined;
}) {
  const { counts, campaign, chosen } = props;
  const navigate = useNavigate();
  const choose = (state: NodeState | undefined) =>
    void navigate({ to: '.', search: { campaign, ...(state === undefined ? {} : { state }) } });
  return (
    <p className="pills tree-states" role="group" aria-label="按状态查看">
      <button type="button" aria-pressed={chosen === undefined} onClick={() => choose(undefined)}>
        全部 {sumOf(counts)}
      </button>
      {counts.map(({ state, tasks }) => (
        <button
          key={state}
          type="button"
          aria-pressed={chosen === state}
          onClick={() => choose(state)}
        >
          {STATE_WORDS[state]} {tasks}
        </button>
      ))}
    </p>
  );
}
