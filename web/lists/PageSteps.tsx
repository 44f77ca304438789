import type { Change } from '../address/useFilters.ts';
import '../forms/style.css';

/** The steps through a list of several pages; its place stands in the address. */
export function PageSteps(props: {
  readonly after: string | undefined;
  readonly next: string | null;
  readonly change: Change;
}) {
  const { after, next, change } = props;
  if (after === undefined && next === null) return null;
  return (
    <nav className="forms-row forms-pages" aria-label="翻页">
      {after === undefined ? null : (
        <button type="button" className="forms-other" onClick={() => change({ after: '' })}>
          回到第一页
        </button>
      )}
      {next === null ? null : (
        <button type="button" className="forms-other" onClick={() => change({ after: next })}>
          下一页
        </button>
      )}
    </nav>
  );
}
