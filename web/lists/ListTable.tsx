import type { ReactNode } from 'react';
import '../forms/style.css';

/** A list as a table with its heads; on a narrow screen it is moved sideways in its own frame. */
export function ListTable(props: {
  /** For those who hear the page only. */
  readonly label: string;
  readonly heads: readonly string[];
  /** The look of the page's own tables. */
  readonly look?: string;
  /** The rows. */
  readonly children: ReactNode;
}) {
  const { label, heads, look = 'forms-table', children } = props;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={label}>
      <table className={`list ${look}`.trim()}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
