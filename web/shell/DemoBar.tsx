import { useEffect, useState } from 'react';
import { useRead, useWrite } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';

const WHILE_MOVING_MS = 700;
const MOVES = [
  ['next', '下一时点'],
  ['day', '一天'],
  ['week', '一周'],
  ['month', '一个月'],
] as const;

/** 演示: stands on every page of a sandbox, with its clock; in life there is nothing. */
export function DemoBar() {
  const [isMoving, setMoving] = useState(false);
  const { data } = useRead('showDemo', {}, isMoving ? { everyMs: WHILE_MOVING_MS } : {});
  const move = useWrite('moveDemoClock');
  const moving = data?.moving ?? null;
  useEffect(() => setMoving(moving !== null), [moving]);
  if (data?.demo !== true) return null;
  const busy = moving !== null || move.isPending;
  return (
    <aside className="demo" aria-label="演示">
      <strong>演示</strong>
      <span role="status">
        {moving === null ? `现在是 ${data.words}` : `正在拨到 ${moving.to}，已到 ${moving.at}……`}
      </span>
      <span className="demo-moves">
        拨动时钟：
        {MOVES.map(([to, label]) => (
          <button key={to} type="button" disabled={busy} onClick={() => move.mutate({ to })}>
            {label}
          </button>
        ))}
      </span>
      {data.next === null || busy ? null : <span>下一时点 {data.next.words}</span>}
      {data.told.length === 0 ? null : <span>这段时间：{data.told.join('，')}</span>}
      <Failure error={move.error} />
    </aside>
  );
}
