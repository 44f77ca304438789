/** A day as an office writes it: `2026年12月31日`. */
export function dayFull(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
