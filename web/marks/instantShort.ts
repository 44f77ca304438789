/** `11月25日 17:00` of an instant as the server writes it, which is the local time of the campaign. */
export function instantShort(instant: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})/u.exec(instant) ?? [];
  if (year === undefined) return instant;
  return `${Number(month)}月${Number(day)}日 ${time ?? ''}`;
}
