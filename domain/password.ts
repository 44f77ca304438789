import { commonIn } from './passwordCommon.ts';

/**
 * Password profile 口令规则. `dengbao` (GB/T 22239-2019 8.1.4.1): three of four classes of characters, changed every 90 days,
 * none of the last five again. `asvs` (OWASP ASVS 5.0 6.2.5, 6.2.10): neither classes nor changes, since people answer both with
 * weaker passwords. Common ones are refused by both.
 */
export type PasswordProfile = 'dengbao' | 'asvs';

export interface PasswordRule {
  readonly least: number;
  readonly most: number;
  /** How many of lower case, upper case, digits and others. */
  readonly classes: number;
  /** Calendar days after which it must be changed; null: never. */
  readonly days: number | null;
  /** How many earlier ones must not come again. */
  readonly kept: number;
}

export const PASSWORD_RULES: Readonly<Record<PasswordProfile, PasswordRule>> = {
  dengbao: { least: 12, most: 128, classes: 3, days: 90, kept: 5 },
  asvs: { least: 12, most: 128, classes: 1, days: null, kept: 0 },
};

/** What a password must not be made of: the login, the person's name, his unit. */
export interface PasswordOwner {
  readonly login: string;
  readonly words?: readonly string[];
}

/** Why a password cannot be taken, as a Chinese clause; undefined where it can. */
export function passwordFlaw(
  password: string,
  profile: PasswordProfile,
  owner: PasswordOwner,
): string | undefined {
  const rule = PASSWORD_RULES[profile];
  const length = [...password].length;
  if (length < rule.least) return `至少 ${rule.least} 个字符，现在是 ${length} 个`;
  if (length > rule.most) return `最多 ${rule.most} 个字符，现在是 ${length} 个`;
  const classes = classesOf(password);
  if (classes < rule.classes) {
    return `大写字母、小写字母、数字、其他符号应有其中 ${rule.classes} 类，现在是 ${classes} 类`;
  }
  const plain = password.normalize('NFKC').toLowerCase();
  const own = [owner.login, ...(owner.words ?? [])].map((word) => word.toLowerCase());
  if (own.some((word) => [...word].length >= 3 && plain.includes(word))) {
    return '不能含有登录名、姓名或单位名称';
  }
  const common = commonIn(plain);
  return common === undefined ? undefined : `过于常见（${common}）`;
}

/** How many of lower case, upper case, digits and others occur; a Chinese character is of the others. */
export function classesOf(password: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((one) =>
    one.test(password),
  ).length;
}

const DAY_MS = 86_400_000;

/** Whether a password that was set at `setAt` (milliseconds) must be changed by `now`. */
export function passwordIsOld(setAt: number, profile: PasswordProfile, now: number): boolean {
  const { days } = PASSWORD_RULES[profile];
  return days !== null && now - setAt > days * DAY_MS;
}

/** What a password must be, as one Chinese sentence. */
export function passwordWords(profile: PasswordProfile): string {
  const { least, classes, days, kept } = PASSWORD_RULES[profile];
  const parts = [
    `至少 ${least} 个字符`,
    ...(classes > 1 ? [`大写字母、小写字母、数字、其他符号中至少 ${classes} 类`] : []),
    '不含登录名、姓名、单位名称，不用常见口令',
    ...(kept > 0 ? [`不与最近 ${kept} 次相同`] : []),
    ...(days === null ? [] : [`每 ${days} 天更换`]),
  ];
  return `${parts.join('；')}。`;
}
