const MARK = '\ufeff';
/** What a spreadsheet would take for a formula is made plain text. */
const FORMULA = /^[=+\-@\t\r]/u;

/** A table as a file that Excel and WPS open in the right letters; no cell can act as a formula. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return MARK + rows.map((row) => row.map(cell).join(',')).join('\r\n');
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
