import { z } from 'zod';
import { Grant, Role } from '../domain/access.ts';
import { Instant } from '../domain/instant.ts';
import { Phone } from '../domain/phone.ts';

/** A login 登录名, in one form of Unicode and in small letters. */
export const Login = z
  .string()
  .max(100)
  .transform((text) => text.normalize('NFKC').trim().toLowerCase())
  .pipe(
    z
      .string()
      .regex(
        /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,59}$/u,
        '登录名应为2至60个文字、数字或 . _ @ -，以文字或数字开头',
      ),
  );

export const AccountId = z.string().min(1).max(40);
export const PersonName = z.string().trim().min(1, '应写姓名').max(60);
export const NewPassword = z.string().min(1).max(500);
export const Code = z.string().max(20);
export const FactorSecret = z.string().max(100);
export const SetupToken = z.string().min(1).max(200);
export const Why = z.string().trim().min(1, '应写明理由').max(500);

/** What is known of a person besides his login. */
export const PERSON = {
  name: PersonName,
  unit: z.string().trim().min(1).max(200).optional(),
  phone: Phone.optional(),
  /** Who he is to be for the 统一认证, when that is confirmed. */
  subject: z.string().trim().min(1).max(300).optional(),
};

/** A desk 身份 at which the person may sit; `actor` goes into `X-Duban-Actor`. */
export const DeskView = z.object({
  actor: z.string(),
  label: z.string(),
  role: Role,
  unit: z.string().optional(),
  post: z.string().optional(),
  campaigns: z.array(z.string()).optional(),
});

/** Who has come, as the page needs it. */
export const SessionView = z.object({
  signedIn: z.boolean(),
  account: z.string().nullable(),
  login: z.string().nullable(),
  name: z.string(),
  desks: z.array(DeskView),
  /** Goes into `X-Duban-CSRF` on every write. */
  csrf: z.string().nullable(),
  /** What is to be done before anything else: the page asks for it. */
  needs: z.enum(['password-change', 'second-factor']).nullable(),
  /** Whether the account has a second factor: it is then asked for, else set up. */
  hasSecondFactor: z.boolean(),
  /** Without any request it ends then, and at the latest then. */
  idleMinutes: z.int(),
  endsAt: Instant.nullable(),
  /** What a new password must be, as a sentence. */
  passwordRule: z.string(),
  /** What the button of the 统一认证 says; null: there is none. */
  oidc: z.string().nullable(),
  /** Nobody has an account yet: the three set-up links of the start have not been used. */
  fresh: z.boolean(),
});

export const FactorView = z.object({
  /** For typing; and for the picture that is scanned. */
  secret: z.string(),
  uri: z.string(),
});

export const AccountLine = z.object({
  account: z.string(),
  login: z.string().nullable(),
  name: z.string(),
  unit: z.string().nullable(),
  /** Masked: 138****1234. */
  phone: z.string().nullable(),
  state: z.enum(['active', 'locked', 'left']),
  stateLabel: z.string(),
  roles: z.array(z.string()),
  /** Whether a password is set, or somebody signs in by the 统一认证. */
  activated: z.boolean(),
  hasSecondFactor: z.boolean(),
  createdAt: Instant,
  leftAt: Instant.nullable(),
});

export const GrantView = z.object({
  grant: z.int(),
  account: z.string(),
  login: z.string().nullable(),
  name: z.string(),
  ...Grant.shape,
  label: z.string(),
  grantedAt: Instant,
  grantedBy: z.string().nullable(),
});

export const SessionLine = z.object({
  session: z.string(),
  account: z.string(),
  login: z.string().nullable(),
  name: z.string(),
  strength: z.string(),
  address: z.string().nullable(),
  agent: z.string().nullable(),
  begunAt: Instant,
  seenAt: Instant,
  endsAt: Instant,
  /** Whether it is the one that asks. */
  own: z.boolean(),
});

export const TokenLine = z.object({
  token: z.string(),
  account: z.string(),
  login: z.string().nullable(),
  name: z.string(),
  label: z.string(),
  scopes: z.array(z.string()),
  madeAt: Instant,
  endsAt: Instant,
  usedAt: Instant.nullable(),
});

/** A set-up link, shown once: its address, and the token in it. */
export const SetupView = z.object({ url: z.string(), token: z.string(), endsAt: Instant });
