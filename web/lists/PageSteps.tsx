import { useEffect, useRef } from 'react';
import type { Change } from '../address/useFilters.ts';
import '../forms/style.css';

const WORDS = { first: '回到第一页', next: '下一页' } as const;

/** The steps through a list of several pages; its place stands in the address. */
export function PageSteps(props: {
  readonly after: string | undefined;
  readonly next: string | null;
  readonly change: Change;
  readonly words?: { readonly first: string; readonly next: string };
}) {
  const { after, next, change, words = WORDS } = props;
  const steps = useRef<HTMLElement>(null);
  const taken = useRef(false);
  useEffect(() => {
    // the button that was pressed may be gone, and the focus with it
    if (taken.current && document.activeElement === document.body) steps.current?.focus();
  }, [after, next]);
  if (after === undefined && next === null) return null;
  const go = (place: string) => {
    taken.current = true;
    change({ after: place });
  };
  return (
    <nav ref={steps} tabIndex={-1} className="forms-row forms-pages" aria-label="翻页">
      {after === undefined ? null : (
        <button type="button" className="forms-other" onClick={() => go('')}>
          {words.first}
        </button>
      )}
      {next === null ? null : (
        <button type="button" className="forms-other" onClick={() => go(next)}>
          {words.next}
        </button>
      )}
    </nav>
  );
}
