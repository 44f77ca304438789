/** A cell of a printed table; places count from 0, `rows` and `cols` are how many it covers. */
export interface LayoutCell {
  readonly text: string;
  readonly row: number;
  readonly col: number;
  readonly rows: number;
  readonly cols: number;
}

/** A column of a task table: what it holds (`no`, `category`, `content`, `lead` …) and its head as printed. */
export interface LayoutColumn {
  readonly kind: string;
  readonly label: string;
}

/**
 * A task table as it is printed: `headRows` rows of heads, then rows of tasks and of headings that span the table.
 * Repeated heads, blank rows and columns of status are left out.
 */
export interface LayoutTable {
  readonly name: string;
  /** What stands above the heads inside the table, a cell a line. */
  readonly above: readonly string[];
  readonly columns: readonly LayoutColumn[];
  readonly headRows: number;
  /** For every row, head rows included, the tasks that stand in it, by their index in the draft. */
  readonly rowTasks: readonly (readonly number[])[];
  readonly cells: readonly LayoutCell[];
}

/** Layout 版式: the task tables of a document in order, with their columns and merges. */
export interface Layout {
  readonly tables: readonly LayoutTable[];
}
