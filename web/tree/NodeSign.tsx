import { Level } from '../signs/Level.tsx';
import type { NodeState } from './levels.ts';

const LEVELS = {
  overdue: 'late',
  lagging: 'soon',
  open: 'normal',
  done: 'normal',
  continuous: 'normal',
  none: 'normal',
} as const;

export const STATE_WORDS: Readonly<Record<NodeState, string>> = {
  overdue: '逾期',
  lagging: '有未报',
  open: '推进中',
  done: '完成',
  continuous: '持续推进',
  none: '不计',
};

/** What makes a state, for those who hover. */
const RULES: Readonly<Record<NodeState, string>> = {
  overdue: '有节点到期未报完成',
  lagging: '最近一期判定为未报',
  open: '还没有完成，目前没有逾期',
  done: '全部节点完成，或经决定办结',
  continuous: '没有完成日期，不影响上级',
  none: '免报或终止，不影响上级',
};

/** The state of a level, by shape, word and colour; those that ask for nothing are quiet. */
export function NodeSign({ node: { state } }: { readonly node: { readonly state: NodeState } }) {
  const words = STATE_WORDS[state];
  if (state === 'done' || state === 'none' || state === 'continuous') {
    return (
      <span className="quiet tree-state" title={RULES[state]}>
        <span aria-hidden="true">{state === 'done' ? '✓' : '○'}</span> {words}
      </span>
    );
  }
  return (
    <span className="tree-state" title={RULES[state]}>
      <Level level={LEVELS[state]} word={words} />
    </span>
  );
}
