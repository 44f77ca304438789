import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { OidcSettings } from '../../client/identity/settings.ts';
import { GOOD, OTHER, startAccounts, type AccountsWorld, type Browser } from './accountsWorld.ts';
import { startIssuer, type Issuer } from './issuer.ts';

jest.setTimeout(120_000);

let world: AccountsWorld;
let issuer: Issuer;
let system: Browser;
let security: Browser;

beforeAll(async () => {
  issuer = await startIssuer();
  const settings: OidcSettings = {
    ...{ issuer: issuer.url, clientId: 'duban', clientSecret: 'secret', claim: 'sub' },
    ...{ scope: 'openid', label: '统一认证登录' },
  };
  world = await startAccounts(settings);
  const three = await world.officers();
  ({ system, security } = { system: three.system.web, security: three.security.web });
}, 120_000);
afterAll(async () => {
  await world?.stop();
  await issuer?.stop();
});
beforeEach(() => {
  issuer.claims = {};
});

let made = 0;

/** Somebody of a unit who has set his own password and has signed in with it. */
async function person(subject?: string): Promise<{ id: string; login: string; web: Browser }> {
  const login = `person-${++made}`;
  const given = subject === undefined ? {} : { subject };
  const { body } = await system.ask('createAccount', { login, name: '某人', ...given });
  const id = String(body['account']);
  await security.ask('grantRole', { account: id, role: 'reporter', unit: '甲局' });
  const web = world.browser();
  const { token } = body['setup'] as { token: string };
  expect((await web.ask('activateAccount', { link: token, password: GOOD })).status).toBe(200);
  return { id, login, web };
}

const codeOf = ({ body }: { readonly body: Record<string, unknown> }) => body['code'];

/** What the sign-in of whoever is `sub` for the issuer comes to. */
async function comes(sub: string, web = world.browser()) {
  issuer.claims = { sub };
  const { body } = await web.ask('oidcStart');
  const { url, flow } = body as { url: string; flow: string };
  return web.ask('oidcFinish', { flow, query: issuer.visit(url) });
}

/** Binds the account of a session to whoever is `sub` for the issuer. */
async function binds(web: Browser, sub: string, password = GOOD, back = web) {
  issuer.claims = { sub };
  const begun = await web.ask('beginBinding', { password });
  if (begun.status !== 200) return begun;
  const { url, flow } = begun.body as { url: string; flow: string };
  return back.ask('finishBinding', { flow, query: issuer.visit(url) });
}

const decide = (account: string, subject: string, more: object = {}) =>
  security.ask('decideSubjects', {
    ...{ decision: 'confirm', subjects: [{ account, subject }] },
    ...more,
  });

const last = async (act: string) => {
  const { rows } = await world.pool.query<{ actor: string; subject: string; detail: object }>(
    'select actor, subject, detail from audit where act = $1 order by id desc limit 1',
    [act],
  );
  return rows[0];
};

describe('a subject that the system administrator writes', () => {
  test('brings nobody in before the security administrator has confirmed what he has seen', async () => {
    const { id, web } = await person();
    const written = await system.ask('changeAccount', { account: id, subject: 'attacker' });
    expect(written.status).toBe(200);
    expect(codeOf(await comes('attacker'))).toBe('oidc-unconfirmed');
    expect((await system.ask('showAccount', { account: id })).body).toMatchObject({
      subject: null,
      subjectAsked: 'attacker',
    });
    expect((await system.ask('listAccounts')).status).toBe(200);
    const listed = (await security.ask('listSubjects')).body;
    expect(listed['subjects']).toContainEqual(
      expect.objectContaining({
        ...{ account: id, subject: 'attacker', present: null, askedBy: 'system员' },
        roles: ['甲局填报员'],
      }),
    );
    expect((await system.ask('listSubjects')).status).toBe(403);
    const own = { decision: 'confirm', subjects: [{ account: id, subject: 'attacker' }] };
    expect((await system.ask('decideSubjects', own)).status).toBe(403);
    expect((await web.ask('decideSubjects', own)).status).toBe(403);
    const refused = await decide(id, 'attacker', { decision: 'refuse', reason: '不是本人' });
    expect(refused.body).toEqual({ decided: 1 });
    expect(codeOf(await comes('attacker'))).toBe('oidc-stranger');
    expect(codeOf(await decide(id, 'attacker'))).toBe('subject-moved');
  });

  test('holds from the confirmation of exactly what was seen, and the audit keeps before and after', async () => {
    const { id } = await person('13800001111');
    const kept = await last('createAccount');
    expect(JSON.stringify(kept?.detail)).toMatch(/\*{4}\d{0,3}1（校验 [0-9a-f]{12}）/u);
    expect(JSON.stringify(kept?.detail)).not.toContain('13800001111');
    await system.ask('changeAccount', { account: id, subject: 's-new-one' });
    expect(codeOf(await decide(id, '13800001111'))).toBe('subject-moved');
    expect((await decide(id, 's-new-one')).body).toEqual({ decided: 1 });
    const web = world.browser();
    expect((await comes('s-new-one', web)).body).toMatchObject({ signedIn: true, needs: null });
    expect((await last('decideSubjects'))?.detail).toMatchObject({
      ...{ decision: 'confirm', before: null },
      after: expect.stringMatching(/^\*{4}one（校验 /u),
    });
    // another one ends who came in by the first; what was asked does not hold yet
    await system.ask('changeAccount', { account: id, subject: 's-second' });
    expect((await web.ask('showMe')).status).toBe(200);
    const token = { label: '报表', scopes: ['read'], days: 30 };
    const { secret } = (await web.ask('makeToken', token)).body as { secret: string };
    await decide(id, 's-second');
    expect((await web.ask('showMe')).status).toBe(401);
    const headers = { authorization: `Bearer ${secret}` };
    expect((await world.browser().ask('showMe', {}, { headers })).status).toBe(401);
    expect(codeOf(await comes('s-new-one'))).toBe('oidc-stranger');
  });

  test('two who decide at once: one has decided, the other reads that it has moved', async () => {
    const { id } = await person('s-at-once');
    const both = await Promise.all([decide(id, 's-at-once'), decide(id, 's-at-once')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('of many one is not what was seen: none is confirmed', async () => {
    const [one, two] = [await person('s-many-1'), await person('s-many-2')];
    const subjects = [
      { account: one.id, subject: 's-many-1' },
      { account: two.id, subject: 's-other' },
    ];
    expect(codeOf(await security.ask('decideSubjects', { decision: 'confirm', subjects }))).toBe(
      'subject-moved',
    );
    expect(codeOf(await comes('s-many-1'))).toBe('oidc-unconfirmed');
    const right = subjects.map((one, i) => ({ ...one, subject: `s-many-${i + 1}` }));
    const done = await security.ask('decideSubjects', { decision: 'confirm', subjects: right });
    expect(done.body).toEqual({ decided: 2 });
    expect((await comes('s-many-2')).status).toBe(200);
    expect(codeOf(await decide(one.id, 's-many-1', { decision: 'refuse' }))).toBe(
      'content-missing',
    );
  });

  test('is not confirmed by a security administrator for himself, nor taken from another', async () => {
    const { body } = await security.ask('showMe');
    const own = String(body['account']);
    await system.ask('changeAccount', { account: own, subject: 's-own' });
    expect(codeOf(await decide(own, 's-own'))).toBe('grant-self');
    const other = await system.ask('createAccount', {
      login: 'x1',
      name: '某人',
      subject: 's-own',
    });
    expect(codeOf(other)).toBe('subject-taken');
    const { id } = await person('s-held');
    await decide(id, 's-held');
    const held = await system.ask('createAccount', {
      login: 'x2',
      name: '某人',
      subject: 's-held',
    });
    expect(codeOf(held)).toBe('subject-taken');
    const rows = [{ login: 'x3', name: '某人', subject: 's-held' }];
    expect(codeOf(await system.ask('importAccounts', { rows }))).toBe('subject-taken');
  });

  test('taken out, it holds no longer at once', async () => {
    const { id } = await person('s-out');
    await decide(id, 's-out');
    const web = world.browser();
    await comes('s-out', web);
    await system.ask('changeAccount', { account: id, subject: null });
    expect((await web.ask('showMe')).status).toBe(401);
    expect(codeOf(await comes('s-out'))).toBe('oidc-stranger');
    await system.ask('changeAccount', { account: id, subject: 's-out-2' });
    await system.ask('leaveAccount', { account: id, reason: '调离' });
    expect((await security.ask('listSubjects')).body['subjects']).not.toContainEqual(
      expect.objectContaining({ account: id }),
    );
  });
});

describe('a person', () => {
  test('binds his own account with his password, and comes in by it from then on', async () => {
    const { id, web } = await person('s-wrongly-asked');
    expect(codeOf(await binds(web, 's-me', OTHER))).toBe('password-wrong');
    const done = await binds(web, 's-me');
    expect(done.body).toMatchObject({ signedIn: true, account: id, needs: null });
    expect((await web.ask('showMe')).body).toMatchObject({ subject: 's-me', subjectAsked: null });
    expect(await last('finishBinding')).toMatchObject({
      ...{ actor: `account:${id}`, subject: id },
      detail: { before: null, after: expect.stringMatching(/^\*{4}e（校验 /u) },
    });
    expect((await comes('s-me')).body).toMatchObject({ account: id });
    expect(codeOf(await comes('s-wrongly-asked'))).toBe('oidc-stranger');
  });

  test('binds nothing by what another session or a sign-in has begun', async () => {
    const [one, two] = [await person(), await person()];
    expect(codeOf(await binds(one.web, 's-cross', GOOD, two.web))).toBe('oidc-refused');
    issuer.claims = { sub: 's-cross' };
    const { url, flow } = (await two.web.ask('oidcStart')).body as { url: string; flow: string };
    const query = issuer.visit(url);
    expect(codeOf(await two.web.ask('finishBinding', { flow, query }))).toBe('oidc-refused');
    const begun = await one.web.ask('beginBinding', { password: GOOD });
    const own = begun.body as { url: string; flow: string };
    const signed = { flow: own.flow, query: issuer.visit(own.url) };
    expect(codeOf(await world.browser().ask('oidcFinish', signed))).toBe('oidc-refused');
    const stranger = await world.browser().ask('beginBinding', { password: GOOD });
    expect(codeOf(stranger)).toBe('sign-in-needed');
    expect(codeOf(await comes('s-cross'))).toBe('oidc-stranger');
  });

  test('cannot bind who is bound to another, and takes his own binding away with his password', async () => {
    const [one, two] = [await person(), await person()];
    await binds(one.web, 's-first');
    expect(codeOf(await binds(two.web, 's-first'))).toBe('subject-taken');
    expect((await two.web.ask('showMe')).status).toBe(200);
    const other = world.browser();
    await comes('s-first', other);
    expect(codeOf(await one.web.ask('removeBinding', { password: OTHER }))).toBe('password-wrong');
    const gone = await one.web.ask('removeBinding', { password: GOOD });
    expect(gone.body).toMatchObject({ signedIn: true });
    expect((await one.web.ask('showMe')).body).toMatchObject({ subject: null });
    expect((await other.ask('showMe')).status).toBe(401);
    expect(codeOf(await comes('s-first'))).toBe('oidc-stranger');
  });

  test('without a password binds nothing by himself', async () => {
    const { body } = await system.ask('createAccount', {
      ...{ login: 'sso-only', name: '某人', subject: 's-only' },
    });
    await decide(String(body['account']), 's-only');
    const web = world.browser();
    await comes('s-only', web);
    expect(codeOf(await web.ask('removeBinding', { password: GOOD }))).toBe('password-none');
    expect(codeOf(await binds(web, 's-else', GOOD))).toBe('password-none');
  });
});
