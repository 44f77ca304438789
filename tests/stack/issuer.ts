import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A tiny issuer of the 统一认证: authorization code, PKCE, signed id tokens. */
export interface Issuer {
  readonly url: string;
  /** What it says of the person who signs in next. */
  claims: Record<string, unknown>;
  /** Signs with a key that it has not published. */
  forges: boolean;
  /** What a browser is sent back with from the address that it was sent to. */
  visit(address: string): string;
  stop(): Promise<void>;
}

const CLIENT = 'duban';

export async function startIssuer(): Promise<Issuer> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, { challenge: string; nonce: string }>();
  const answers: Record<string, (request: IncomingMessage) => Promise<unknown>> = {
    '/.well-known/openid-configuration': () =>
      Promise.resolve({
        issuer: issuer.url,
        authorization_endpoint: `${issuer.url}/authorize`,
        token_endpoint: `${issuer.url}/token`,
        jwks_uri: `${issuer.url}/jwks`,
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
        subject_types_supported: ['public'],
      }),
    '/jwks': () =>
      Promise.resolve({
        keys: [
          { ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' },
        ],
      }),
    '/token': async (request) => {
      const asked = new URLSearchParams(await bodyOf(request));
      const found = codes.get(asked.get('code') ?? '');
      codes.delete(asked.get('code') ?? '');
      const shown = createHash('sha256').update(asked.get('code_verifier') ?? '');
      if (found?.challenge !== shown.digest('base64url')) return undefined;
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: issuer.url, aud: CLIENT, iat: now, exp: now + 60, nonce: found.nonce };
      const key = issuer.forges ? others.privateKey : keys.privateKey;
      const token = jwt({ ...claims, ...issuer.claims }, (text) =>
        sign('sha256', Buffer.from(text), key),
      );
      return { access_token: 'none', token_type: 'Bearer', id_token: token };
    },
  };
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '', 'http://x');
    if (asked.pathname === '/authorize') {
      // whoever comes is known already, and is sent back at once
      const back = asked.searchParams.get('redirect_uri') ?? '';
      response.writeHead(302, { location: `${back}${issuer.visit(asked.href)}` }).end();
      return;
    }
    void answers[asked.pathname]?.(request).then((body) => {
      response.writeHead(body === undefined ? 400 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body ?? { error: 'invalid_grant' }));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const issuer: Issuer = {
    url: `http://127.0.0.1:${port}`,
    claims: {},
    forges: false,
    visit: (address) => {
      const asked = new URL(address).searchParams;
      const code = randomBytes(16).toString('hex');
      codes.set(code, {
        challenge: asked.get('code_challenge') ?? '',
        nonce: asked.get('nonce') ?? '',
      });
      return `?code=${code}&state=${asked.get('state') ?? ''}`;
    },
    stop: () => new Promise((done) => void server.close(() => done())),
  };
  return issuer;
}

function jwt(claims: object, signed: (text: string) => Buffer): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256', kid: 'one' })}.${part(claims)}`;
  return `${text}.${signed(text).toString('base64url')}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
