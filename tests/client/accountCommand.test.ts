import { describe, expect, test } from '@jest/globals';
import { accountWords } from '../../client/commands/account.ts';
import { runCli } from '../../client/commands/program.ts';

async function duban(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(argv, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    width: 100,
    env: { DUBAN_HOME: '/nowhere' },
    now: () => 0,
    progress: { write: () => undefined },
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('the commands of accounts', () => {
  test.each([
    [['session', 'end'], '请写明会话编号'],
    [['account', 'create', '--login', 'x'], '必须写明 --name'],
    [['grant', 'revoke', 'x', '--reason', '调整'], 'x 不是授权编号'],
    [['grant', 'add', 'a0001'], '--role'],
    [['grant', 'add', 'a0001', '--role', '皇帝'], '--role'],
    [['account', 'leave', 'a0001'], '--reason'],
  ])('%j is refused before anything is asked of the server', async (argv, words) => {
    const { code, err } = await duban(...argv);
    expect([code, err]).toEqual([2, expect.stringContaining(words)]);
  });

  test.each([
    ['account', 'duban account create --login'],
    ['grant', 'duban grant add a0004 --role 填报员'],
    ['session', 'duban session end --account'],
  ])('%s shows examples', async (group, line) => {
    expect((await duban(group, '--help')).out).toContain(line);
  });

  test('an account is told in words', () => {
    const at = '2026-03-05T17:00:00+08:00';
    const grant = {
      grant: 3,
      account: 'a0002',
      login: 'x',
      name: '某人',
      role: 'verifier',
    } as const;
    const words = accountWords({
      ...{ account: 'a0002', login: 'x', name: '某人', unit: null, phone: '138****1234' },
      ...{ state: 'active', stateLabel: '在用', roles: ['核实员'], activated: true },
      ...{ hasSecondFactor: false, createdAt: at, leftAt: null, subject: null },
      subjectAsked: null,
      ...{ sessions: 1, tokens: 0 },
      grants: [{ ...grant, label: '核实员', grantedAt: at, grantedBy: null }],
    });
    expect(words.split('\n')).toEqual([
      'a0002 某人（x）　在用',
      '  单位 未写　电话 138****1234　动态口令未设',
      '  登录会话 1 个　接口口令 0 个',
      '  授权',
      expect.stringMatching(/^ {2}· 3　核实员　.*17:00由首次设置授予$/),
    ]);
  });
});
