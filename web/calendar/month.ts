/** The month so many months away: `2026-01` and -1 are `2025-12`. */
export function shiftMonth(month: string, by: number): string {
  const [year = '0', number = '1'] = month.split('-');
  const all = Number(year) * 12 + Number(number) - 1 + by;
  return `${Math.floor(all / 12)}-${String((((all % 12) + 12) % 12) + 1).padStart(2, '0')}`;
}
