import type { OutputOf } from '../../client/operations.ts';
import { instantText } from '../forms/instantText.ts';
import { ListTable } from '../lists/ListTable.tsx';
import { Revoke } from './Revoke.tsx';

type Line = OutputOf<'listLinks'>['links'][number];

const HEADS = ['单位', '生成时间', '所列项数', '有效到', '现状', '停用'];

/** Links without an account, each with how far it still opens; those that do may be ended. */
export function LinkTable({ links }: { readonly links: readonly Line[] }) {
  return (
    <ListTable label="已生成的链接" heads={HEADS}>
      {links.map(({ link, unit, madeAt, obligations, until, state, stateWords }) => (
        <tr key={link}>
          <th scope="row">{unit}</th>
          <td className="forms-nowrap">{instantText(madeAt)}</td>
          <td>{obligations}</td>
          <td className="forms-nowrap">{instantText(until)}</td>
          <td>{stateWords}</td>
          <td>{state === 'open' ? <Revoke link={link} unit={unit} /> : '—'}</td>
        </tr>
      ))}
    </ListTable>
  );
}
