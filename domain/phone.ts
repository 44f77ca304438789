import { z } from 'zod';

/** Phone 电话: digits, with a leading + for other countries; blanks and hyphens are left out. */
export const Phone = z
  .string()
  .max(40)
  .transform((text) => text.normalize('NFKC').replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\+?\d{5,20}$/, '电话应为5至20位数字'));

/** `138****1234`: what people see who do not need the number. */
export function maskedPhone(phone: string): string {
  if (phone.length < 8) return '*'.repeat(phone.length);
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
