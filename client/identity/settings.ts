import { z } from 'zod';
import type { PasswordProfile } from '../../domain/password.ts';
import { receiptClock } from '../../store/intake.ts';
import type { Service } from '../service.ts';
import { homeOf, makeHome } from '../startup/home.ts';
import { personKey } from './secretBox.ts';

/** 统一认证 by OpenID Connect: where it is, who we are to it, and which of its claims names an account's `subject`. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly claim: string;
  readonly scope: string;
  /** What the button says. */
  readonly label: string;
  /**
   * Who asks for the second factor of those whom their role binds to one: here, or the issuer where it says that it has seen two.
   * The three, and whoever has one here, are asked here in any case. Absent: here.
   */
  readonly secondFactor?: 'here' | 'issuer';
}

/** Identity 身份设置: what sign-in needs beside the register. */
export interface Identity {
  /** Seals phones and second factors. */
  readonly key: Buffer;
  readonly profile: PasswordProfile;
  /** Where browsers find us, where that is set (`https://duban.example`); no slash at its end. */
  readonly publicUrl: string | undefined;
  /** Whether the public address is https. */
  readonly secure: boolean;
  readonly oidc: OidcSettings | undefined;
  /** The clock of sessions and second factors in milliseconds; absent: the register's own, without any offset. */
  readonly clock?: () => number;
}

const Settings = z.object({
  DUBAN_PASSWORD_PROFILE: z.enum(['dengbao', 'asvs'], '应为 dengbao 或 asvs').optional(),
  DUBAN_PUBLIC_URL: z.url({ protocol: /^https?$/, error: '应为 https:// 开头的地址' }).optional(),
  DUBAN_OIDC_ISSUER: z.url('应为统一认证的地址').optional(),
  DUBAN_OIDC_CLIENT_ID: z.string().optional(),
  DUBAN_OIDC_CLIENT_SECRET: z.string().optional(),
  DUBAN_OIDC_CLAIM: z.string().optional(),
  DUBAN_OIDC_SCOPE: z.string().optional(),
  DUBAN_OIDC_LABEL: z.string().optional(),
  DUBAN_OIDC_SECOND_FACTOR: z.enum(['here', 'issuer'], '应为 here 或 issuer').optional(),
});

/** The settings of the environment; a faulty one is a sentence. */
export function identityIn(env: NodeJS.ProcessEnv, key: Buffer): Identity {
  const given = Object.keys(Settings.shape).map((name) => [name, env[name]] as const);
  const parsed = Settings.safeParse(Object.fromEntries(given.filter(([, value]) => value)));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    throw new Error(`环境变量 ${name} ${issue?.message ?? ''}。请改正后重新启动。`);
  }
  const { DUBAN_PASSWORD_PROFILE: profile = 'dengbao', DUBAN_PUBLIC_URL: url } = parsed.data;
  const publicUrl = url?.replace(/\/+$/, '');
  const secure = publicUrl?.startsWith('https://') ?? false;
  return { key, profile, publicUrl, secure, oidc: oidcOf(parsed.data) };
}

function oidcOf(data: z.infer<typeof Settings>): OidcSettings | undefined {
  const { DUBAN_OIDC_ISSUER: issuer, DUBAN_OIDC_CLIENT_ID: clientId } = data;
  if (issuer === undefined) return undefined;
  if (clientId === undefined) {
    throw new Error('设置了 DUBAN_OIDC_ISSUER，还须设置 DUBAN_OIDC_CLIENT_ID。');
  }
  return {
    ...{ issuer, clientId, clientSecret: data.DUBAN_OIDC_CLIENT_SECRET },
    claim: data.DUBAN_OIDC_CLAIM ?? 'sub',
    scope: data.DUBAN_OIDC_SCOPE ?? 'openid',
    label: data.DUBAN_OIDC_LABEL ?? '统一认证登录',
    secondFactor: data.DUBAN_OIDC_SECOND_FACTOR ?? 'here',
  };
}

let own: Identity | undefined;

/** What a service says, or the settings of this process. */
export function identityOf({ identity }: Pick<Service, 'identity'>): Identity {
  if (identity !== undefined) return identity;
  if (own === undefined) {
    const home = homeOf();
    makeHome(home);
    own = identityIn(process.env, personKey(home.folder));
  }
  return own;
}

/** The real now in milliseconds: sessions and second factors know no skipped time. */
export function realNow({ pool, identity }: Pick<Service, 'pool' | 'identity'>): Promise<number> {
  const clock = identity?.clock;
  return clock === undefined ? receiptClock(pool, 0) : Promise.resolve(clock());
}
