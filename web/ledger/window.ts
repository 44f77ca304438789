/** Rows 行窗: which rows of a long list are drawn, and how much room the others take above and below. */
export interface RowWindow {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly above: number;
  readonly below: number;
}

/** Rows drawn beyond the edges, so that scrolling shows no gaps. */
const BEYOND = 12;

export function rowWindow(
  count: number,
  { top, height, row }: { readonly top: number; readonly height: number; readonly row: number },
): RowWindow {
  const first = Math.floor(Math.max(0, top) / row);
  const from = Math.max(0, Math.min(first, count) - BEYOND);
  const to = Math.min(count, first + Math.ceil(Math.max(0, height) / row) + BEYOND);
  return {
    from,
    to: Math.max(from, to),
    above: from * row,
    below: (count - Math.max(from, to)) * row,
  };
}
