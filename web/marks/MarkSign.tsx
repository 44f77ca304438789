import type { OutputOf } from '../../client/operations.ts';

export type Mark = OutputOf<'showToday'>['gates'][number]['mark'];

const CLASSES = { normal: 'normal', near: 'soon', late: 'late', raised: 'raised' } as const;

/** 亮灯 as the server gives it: shape, word, and only then a colour. */
export function MarkSign({ mark: { level, word, shape } }: { readonly mark: Mark }) {
  return (
    <span className={`level level-${CLASSES[level]}`}>
      <span aria-hidden="true">{shape}</span> {word}
    </span>
  );
}
