import { maskedPhone } from './phone.ts';

/** A mobile number that stands by itself: no part of a hash, an id or a longer number. */
const MOBILE = /(?<![0-9A-Za-z_-])(?:\+?86[ -]?)?1[3-9]\d{9}(?![0-9A-Za-z_-])/g;

/** The text with the middle of every mobile number covered: 138****1234. */
export function withoutPhones(text: string): string {
  return text.replace(MOBILE, (phone) => maskedPhone(phone));
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe instead. */
function cell(value: string | number | null): string {
  const text = String(value ?? '');
  const plain = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Rows as CSV for a spreadsheet: with a mark of UTF-8, lines end as RFC 4180 says. */
export function csvOf(
  head: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** 审计记录保存期限, calendar days: the least by 网络安全法 (six months), and what is kept where nobody says otherwise. */
export const AUDIT_KEPT_AT_LEAST_DAYS = 180;
export const AUDIT_KEPT_DAYS = 3 * 365;
