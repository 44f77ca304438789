import { expect, test } from '@jest/globals';
import type { Home } from '../../../client/startup/home.ts';
import { welcomeText, type Welcome } from '../../../client/startup/welcome.ts';

const BASE = 'http://127.0.0.1:8123';
const SETUPS = (['system', 'security', 'audit'] as const).map((officer) => ({
  ...{ officer, token: `of-${officer}`, endsAt: 0 },
}));

function welcome(setups: Welcome['setups']): string {
  return welcomeText({
    ...{ home: { logs: '.duban/logs' } as Home, addresses: { api: BASE }, base: BASE, setups },
    ...{ sample: undefined, dues: [], zone: 'Asia/Shanghai', year: 2026 },
  });
}

test('the set-up links come first, with what to do with them, and then the address', () => {
  const text = welcome(SETUPS);
  const places = [
    '三个初始化链接',
    '只能用一次',
    '#of-system',
    '#of-security',
    '#of-audit',
    '打开网页',
  ].map((words) => text.indexOf(words));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('who has been set up sees no word of it', () => {
  expect(welcome([])).not.toContain('初始化');
  expect(welcome([])).toContain(`打开网页  ${BASE}`);
});
