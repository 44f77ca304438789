import type { OutputOf } from '../../client/operations.ts';

export type When = NonNullable<OutputOf<'showToday'>['gates'][number]['limit']>;

/** An instant in words; hovering shows the rule that made it, 暂定 stands beside it where holidays are not announced. */
export function WhenText({ when }: { readonly when: When | null }) {
  if (when === null) return <span className="quiet">—</span>;
  return (
    <span title={when.rule ?? undefined}>
      <time dateTime={when.at}>{when.words}</time>
      {when.provisional ? <span className="marks-provisional">暂定</span> : null}
    </span>
  );
}
