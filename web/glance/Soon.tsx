import { ToLedger } from '../marks/ToLedger.tsx';
import { WhenText } from '../marks/WhenText.tsx';
import type { GlanceView } from './view.ts';

/** What falls due next. */
export function Soon({ soon }: { readonly soon: GlanceView['soon'] }) {
  return (
    <div className="card">
      <h2>接下来到期</h2>
      {soon.length === 0 ? <p className="quiet">近期没有到期的报送。</p> : null}
      <ul className="glance-soon">
        {soon.map(({ due, words, expected, source }) => (
          <li key={`${due.at}/${words}`}>
            <ToLedger source={source}>
              {words}（{expected} 份）
            </ToLedger>
            <br />
            <WhenText when={due} />
          </li>
        ))}
      </ul>
    </div>
  );
}
