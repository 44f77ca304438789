import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, newRequestId } from '../api/call.ts';
import { useRead } from '../api/hooks.ts';
import { codeOf } from '../api/problem.ts';
import { csvOf } from '../files/csv.ts';
import { saveFile } from '../files/saveFile.ts';
import { instantText } from '../forms/instantText.ts';
import { ListTable } from '../lists/ListTable.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Copy } from './Copy.tsx';
import { messageOf, type MadeLink } from './linkText.ts';

/** 逐家生成: a link for every unit that has anything to report, each with a text to pass on. */
export function MakeAll({
  campaign,
  title,
}: {
  readonly campaign: string;
  readonly title: string;
}) {
  const { data } = useRead('listUnits', { campaign, sort: 'late' });
  const queries = useQueryClient();
  const [made, setMade] = useState<readonly MadeLink[]>([]);
  const [left, setLeft] = useState<number>();
  const [error, setError] = useState<unknown>();
  const units = (data?.units ?? []).filter(({ open }) => open > 0).map(({ name }) => name);
  const busy = left !== undefined;
  const makeAll = async () => {
    const done = new Set(made.map(({ unit }) => unit));
    const todo = units.filter((unit) => !done.has(unit));
    setError(undefined);
    try {
      for (const [i, unit] of todo.entries()) {
        setLeft(todo.length - i);
        const own = await linkFor(campaign, unit);
        if (own !== null) setMade((before) => [...before, own]);
      }
    } catch (failed) {
      setError(failed);
    }
    setLeft(undefined);
    await queries.invalidateQueries({ queryKey: ['listLinks'] });
  };
  return (
    <section className="card">
      <h2 className="unit-title">为所有要报的单位生成</h2>
      <p className="quiet">
        {units.length === 0
          ? '现在没有单位要报。'
          : `有 ${units.length} 家单位要报：每家一个链接、一段可以直接转发的通知文字，请分别发给各单位联络员。`}
      </p>
      {units.length === 0 ? null : (
        <button
          type="button"
          className="unit-button"
          disabled={busy}
          onClick={() => void makeAll()}
        >
          {busy ? `正在生成，还有 ${left} 家……` : '逐家生成'}
        </button>
      )}
      <Failure error={error} />
      {made.length === 0 ? null : <MadeAll {...{ made, title }} />}
    </section>
  );
}

/** Null where the unit has nothing that may be reported now. */
async function linkFor(campaign: string, unit: string): Promise<MadeLink | null> {
  try {
    return await call('makeLink', { campaign, unit, requestId: newRequestId() });
  } catch (error) {
    if (codeOf(error) === 'link-nothing') return null;
    throw error;
  }
}

const HEADS = ['单位', '可填报', '有效到', '通知文字'];

function MadeAll({ made, title }: { readonly made: readonly MadeLink[]; readonly title: string }) {
  const { origin } = window.location;
  const rows = made.map((one) => [one.unit, messageOf(one, title, origin)] as const);
  const save = () =>
    saveFile('填报链接.csv', csvOf([['单位', '通知文字'], ...rows]), 'text/csv;charset=utf-8');
  return (
    <>
      <p role="status">
        已生成 {made.length}{' '}
        个链接，只在这里显示一次。谁拿到链接谁就能填报，清单请妥善保管，发完即删。
      </p>
      <button type="button" className="unit-button" onClick={save}>
        下载清单（CSV）
      </button>
      <ListTable label="刚生成的链接" heads={HEADS}>
        {made.map((one) => (
          <tr key={one.link}>
            <th scope="row">{one.unit}</th>
            <td>{one.obligations.length} 项</td>
            <td className="forms-nowrap">{instantText(one.until)}</td>
            <td>
              <span className="link-message">{messageOf(one, title, origin)}</span>{' '}
              <Copy text={messageOf(one, title, origin)} label="复制" about={one.unit} />
            </td>
          </tr>
        ))}
      </ListTable>
    </>
  );
}
