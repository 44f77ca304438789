import { ROLE_LABELS } from '../../domain/accessWords.ts';
import { SETUP_MS } from '../../domain/accountRules.ts';
import { setupUrl, type FirstSetup } from '../identity/setup.ts';
import { type Due, dueTable } from './dueSoon.ts';
import type { Home } from './home.ts';

/** What a person wants to know when everything is up. */
export interface Welcome {
  readonly home: Home;
  readonly addresses: Readonly<Record<string, string>>;
  /** The sample campaign, where it was started now. */
  readonly sample: string | undefined;
  readonly dues: readonly Due[];
  readonly zone: string;
  readonly year: number;
  /** The first set-up links that nobody has used, and the address before them. */
  readonly setups: readonly FirstSetup[];
  readonly base: string;
}

/** The three set-up links, shown nowhere else; they come before the address, which lets nobody in without them. */
function setupLines({ setups, base }: Pick<Welcome, 'setups' | 'base'>): readonly string[] {
  if (setups.length === 0) return [];
  const hours = SETUP_MS / 3_600_000;
  return [
    '督办尚未初始化，还不能登录。请先在浏览器中依次打开下面三个初始化链接，各设一个管理员账号；',
    `每个链接只能用一次，${hours} 小时内有效，下次启动换新，请勿转发：`,
    ...setups.map(({ officer, token }) => `  ${ROLE_LABELS[officer]}  ${setupUrl(base, token)}`),
    '',
  ];
}

export function welcomeText(welcome: Welcome): string {
  const { home, addresses, sample, dues, zone, year } = welcome;
  const at = (name: string, label: string) =>
    addresses[name] === undefined ? [] : [`  ${label}  ${addresses[name]}`];
  const due =
    dues.length === 0
      ? ['没有待报的到期时点。要启动专项行动，请用 npx duban campaign start。']
      : ['接下来的到期时点：', dueTable(dues, zone, year)];
  const started =
    sample === undefined
      ? []
      : [`台账里还没有专项行动，已启动示例专项行动 ${sample}（plans/park.*）。`];
  return [
    '',
    ...started,
    '督办已启动。按 Ctrl-C 停止；下次 npm start 从停下的地方继续。',
    ...setupLines(welcome),
    ...at('api', '打开网页'),
    ...at('ui', '流程页面'),
    `  日志      ${home.logs}`,
    '  可以试试  npx duban campaign show',
    '            npx duban tasks',
    '            npx duban inbox 督查室',
    '',
    ...due,
    '',
  ].join('\n');
}
