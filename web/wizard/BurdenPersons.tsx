import { useState } from 'react';
import { peakWords } from './BurdenTable.tsx';
import type { Year } from './useRehearsal.ts';
import { ListTable } from '../lists/ListTable.tsx';

const SHOWN = 10;
const HEADS = [
  '填报人（由忙到闲）',
  '为哪些单位填报',
  '要报',
  '其中本方案',
  '最忙的一周',
  '估计用时',
];

/** What each person who reports is asked for, over all of his units. */
export function BurdenPersons({ burden: { persons } }: { readonly burden: Year['burden'] }) {
  const [all, setAll] = useState(false);
  if (persons.length === 0) {
    return (
      <section className="card" aria-labelledby="wizard-persons">
        <h2 id="wizard-persons">各填报人负担</h2>
        <p className="quiet">这些单位还没有开通账号的填报人，凭链接填报的不分到人。</p>
      </section>
    );
  }
  const shown = all ? persons : persons.slice(0, SHOWN);
  return (
    <section className="card" aria-labelledby="wizard-persons">
      <h2 id="wizard-persons">各填报人负担</h2>
      <ListTable label="各填报人负担" heads={HEADS} look="">
        {shown.map((person, i) => (
          <tr key={`${i} ${person.name}`}>
            <th scope="row">{person.name}</th>
            <td>{person.units.join('、')}</td>
            <td>{person.total} 份</td>
            <td>
              {person.added} 份，占 {person.share}%
            </td>
            <td>{peakWords(person)}</td>
            <td>{person.hours} 小时</td>
          </tr>
        ))}
      </ListTable>
      {persons.length > SHOWN ? (
        <button type="button" className="plain" onClick={() => setAll(!all)}>
          {all ? '只看最忙的' : `列出 ${persons.length} 人`}
        </button>
      ) : null}
      <p className="quiet">
        一人为几家单位填报的，合在一起算；一家单位有几名填报人的，各按全部算。
      </p>
    </section>
  );
}
