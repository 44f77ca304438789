/** Rows of cells out of a text that was copied from a spreadsheet (tabs), or of a CSV (commas, quoted cells). */
export function rowsIn(text: string): readonly (readonly string[])[] {
  return numberedIn(text).map(({ cells }) => cells);
}

/** A row with the number that a spreadsheet shows beside it. */
export interface NumberedRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** The rows that are not empty, each with its number. */
export function numberedIn(text: string): readonly NumberedRow[] {
  const plain = text.replace(/^\ufeff/u, '');
  const first = plain.split(/\r?\n/u, 1)[0] ?? '';
  const comma = first.includes('\t')
    ? '\t'
    : first.includes('，') && !first.includes(',')
      ? '，'
      : ',';
  return numbered(split(plain, comma));
}

/** Rows from the first on, without those that are empty. */
export function numbered(rows: readonly (readonly string[])[]): readonly NumberedRow[] {
  return rows
    .map((cells, i) => ({ row: i + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}

function split(text: string, comma: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === comma) endCell();
    else if (letter === '\n') {
      endCell();
      rows.push([]);
    } else if (letter !== '\r') cell += letter;
  }
  endCell();
  return rows;
}
