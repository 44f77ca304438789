import { useRead } from '../api/hooks.ts';
import { instantText } from '../forms/instantText.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import '../forms/style.css';

/** 版本: of everything that the product runs on, to be read out to whoever helps. */
export function Versions() {
  const { data, error, refetch } = useRead('showVersions', {});
  return (
    <section>
      <h1>版本</h1>
      <Failure error={error} again={() => void refetch()} />
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : null
      ) : (
        <>
          {data.groups.map(({ title, lines }) => (
            <div key={title} className="card">
              <h2>{title}</h2>
              {lines.length === 0 ? <p className="quiet">现在没有在办的专项行动。</p> : null}
              <div className="scroll" tabIndex={0} role="region" aria-label={title}>
                <table className="list">
                  <tbody>
                    {lines.map(({ name, value, note }) => (
                      <tr key={name}>
                        <th scope="row">{name}</th>
                        <td>{value}</td>
                        <td className="quiet">{note}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </div>
          ))}
          <p className="quiet">登记簿时间 {instantText(data.now)}</p>
        </>
      )}
    </section>
  );
}
