import { ToLedger } from '../marks/ToLedger.tsx';
import { Empty } from '../signs/Empty.tsx';
import { Why } from '../signs/Why.tsx';
import { placeText, shareText, type GlanceView, type RankLine } from './view.ts';

/** 各单位: in the order that the rule gives, which opens beside it. */
export function Ranking({ ranking }: { readonly ranking: GlanceView['ranking'] }) {
  return (
    <div className="card">
      <h2>
        各单位 <Why label="怎么排">{ranking.rule}</Why>
      </h2>
      {ranking.units.length === 0 ? (
        <Empty title="还没有可比的单位">
          <p>第一批报送到期判定以后，这里会出现各单位的情况。</p>
        </Empty>
      ) : (
        <div className="scroll" tabIndex={0} role="region" aria-label="各单位排名">
          <table className="list forms-table">
            <thead>
              <tr>
                <th scope="col">名次</th>
                <th scope="col">单位</th>
                <th scope="col">应报</th>
                <th scope="col">按时</th>
                <th scope="col">迟报</th>
                <th scope="col">未报</th>
                <th scope="col">免报</th>
                <th scope="col">待报</th>
                <th scope="col">按时率</th>
                <th scope="col">说明</th>
              </tr>
            </thead>
            <tbody>
              {ranking.units.map((line) => (
                <Row key={line.id} place={placeText(line, ranking.units)} line={line} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function Row({ place, line }: { readonly place: string; readonly line: RankLine }) {
  const { name, counts, onTimeShare, words, source } = line;
  return (
    <tr>
      <td className="glance-place">{place}</td>
      <th scope="row">
        <ToLedger source={source}>{name}</ToLedger>
      </th>
      <td>{counts.expected}</td>
      <td>{counts.onTime}</td>
      <td>{counts.late}</td>
      <td>{counts.missing}</td>
      <td>{counts.exempt}</td>
      <td>{counts.pending}</td>
      <td>{shareText(onTimeShare)}</td>
      <td>{words}</td>
    </tr>
  );
}
