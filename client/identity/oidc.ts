import * as oidc from 'openid-client';
import type { OidcFlow } from '../../store/oidcFlows.ts';
import type { OidcSettings } from './settings.ts';

/** Where the 统一认证 sends the browser back to: a page of ours, which takes the query to `oidcFinish`. */
export const CALLBACK_PATH = '/sign-in/oidc';

type OidcCheck = Omit<OidcFlow, 'session'>;

/** Who has come, by the word of the 统一认证. */
export interface OidcPerson {
  /** The value of the claim that names accounts. */
  readonly subject: string;
  /** Whether it has seen two factors itself (`amr`, RFC 8176). */
  readonly twoFactors: boolean;
}

const known = new Map<string, Promise<oidc.Configuration>>();

/** What the issuer says about itself, asked once; asked again where it could not be reached. */
function configurationOf(settings: OidcSettings): Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret } = settings;
  const key = JSON.stringify([issuer, clientId, clientSecret]);
  const found = known.get(key);
  if (found !== undefined) return found;
  const server = new URL(issuer);
  const isLocal = server.protocol === 'http:' && /^(127\.0\.0\.1|localhost)$/.test(server.hostname);
  const asked = oidc.discovery(server, clientId, clientSecret, undefined, {
    timeout: 10,
    // what it says is checked against its keys; plain http only on this machine
    execute: [oidc.enableNonRepudiationChecks, ...(isLocal ? [oidc.allowInsecureRequests] : [])],
  });
  known.set(key, asked);
  asked.catch(() => known.delete(key));
  return asked;
}

/** Authorization code with PKCE: the address to which the browser goes, and what its answer is compared with. */
export async function beginOidc(
  settings: OidcSettings,
  redirect: string,
): Promise<{ readonly url: string; readonly flow: OidcCheck }> {
  const configuration = await configurationOf(settings);
  const flow: OidcCheck = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
  };
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: redirect,
    scope: settings.scope,
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: 'S256',
  });
  return { url: url.href, flow };
}

/** Exchanges the code; rejects where anything of the answer is not as it was asked for. */
export async function finishOidc(
  settings: OidcSettings,
  called: URL,
  { state, nonce, verifier }: OidcCheck,
): Promise<OidcPerson> {
  const configuration = await configurationOf(settings);
  const tokens = await oidc.authorizationCodeGrant(configuration, called, {
    ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce },
    idTokenExpected: true,
  });
  const claims = tokens.claims() ?? {};
  const subject = (claims as Record<string, unknown>)[settings.claim];
  if (typeof subject !== 'string' && typeof subject !== 'number') {
    throw new Error(`没有 ${settings.claim} 这一项`);
  }
  const amr = (claims as Record<string, unknown>)['amr'];
  const twoFactors = Array.isArray(amr) && amr.some((one) => MANY.includes(String(one)));
  return { subject: String(subject), twoFactors };
}

/** Methods that are of two factors, or are asked for beside a password. */
const MANY = ['mfa', 'otp', 'hwk', 'sc'];
