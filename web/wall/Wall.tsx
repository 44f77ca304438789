import { lazy, Suspense, useEffect } from 'react';
import { useRead } from '../api/hooks.ts';
import { hangUp } from '../api/presence.ts';
import { sentenceOf } from '../api/problem.ts';
import { placeText, shareText, type GlanceView } from '../glance/view.ts';
import { useCampaign } from '../shell/useCampaign.ts';
import '../glance/style.css';
import './style.css';

const EVERY_MS = 30_000;
const TrendChart = lazy(async () => ({
  default: (await import('../glance/TrendChart.tsx')).TrendChart,
}));

/**
 * 大屏: one screen that refreshes itself; units and figures only, no person. Whoever hung it up has signed in for as long as a
 * session may last: nobody acts at a wall.
 */
export function Wall() {
  useEffect(hangUp, []);
  const { campaign } = useCampaign();
  const { data, error } = useRead(
    'showGlance',
    { ...(campaign === undefined ? {} : { campaign }) },
    { everyMs: EVERY_MS, enabled: campaign !== undefined },
  );
  return (
    <main className="wall">
      <header>
        <h1>{data?.title ?? '督办'}</h1>
        <p>{data === undefined ? '' : `${data.day.words} ${data.now.slice(11, 16)}`}</p>
      </header>
      {error === null ? null : (
        <p className="wall-away" role="alert">
          数据没有更新：{sentenceOf(error)}
        </p>
      )}
      {data === undefined ? (
        <p role="status">{error === null ? '正在读取……' : ''}</p>
      ) : (
        <Boards glance={data} />
      )}
    </main>
  );
}

function Boards({ glance }: { readonly glance: GlanceView }) {
  const { lights, trend, words, interviews, bulletins } = glance;
  const judged = trend.filter(({ onTimeShare }) => onTimeShare !== null);
  return (
    <>
      <p className="wall-words">{words}</p>
      <ul className="wall-lights" aria-label="亮灯">
        {lights.map(({ mark, count }) => (
          <li key={mark.level} className={`wall-${mark.level}`}>
            <span>
              <span aria-hidden="true">{mark.shape}</span> {mark.word}
            </span>
            <strong>{count}</strong>
          </li>
        ))}
      </ul>
      <div className="wall-two">
        <section aria-label="按时率走势">
          <h2>按时率</h2>
          {judged.length < 2 ? (
            <p>
              {judged[0]
                ? `${judged[0].periodWords} ${shareText(judged[0].onTimeShare)}`
                : '还没有判定'}
            </p>
          ) : (
            <Suspense fallback={<p>正在画图……</p>}>
              <TrendChart trend={judged} dark />
            </Suspense>
          )}
          <p className="wall-foot">
            通报已签 {bulletins.signed} 期，待签 {bulletins.waiting} 期　约谈 {interviews.words}
          </p>
        </section>
        <Units ranking={glance.ranking} />
      </div>
    </>
  );
}

const SHOWN = 8;

function Units({ ranking }: { readonly ranking: GlanceView['ranking'] }) {
  return (
    <section aria-label="各单位">
      <h2>各单位</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">名次</th>
            <th scope="col">单位</th>
            <th scope="col">应报</th>
            <th scope="col">未报</th>
            <th scope="col">待报</th>
            <th scope="col">按时率</th>
          </tr>
        </thead>
        <tbody>
          {ranking.units.slice(0, SHOWN).map(({ id, name, counts, ...line }) => (
            <tr key={id}>
              <td>{placeText(line, ranking.units)}</td>
              <th scope="row">{name}</th>
              <td>{counts.expected}</td>
              <td>{counts.missing}</td>
              <td>{counts.pending}</td>
              <td>{shareText(line.onTimeShare)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {ranking.units.length > SHOWN ? <p>共 {ranking.units.length} 家</p> : null}
    </section>
  );
}
