import { expect } from '@jest/globals';
import { NOW, POST, type ApiWorld } from './apiWorld.ts';

/** Interviews through the command line: 丙镇's is rejected; the approved one of 甲局 gets its date and waits for its people. */
export async function talksGoOn({ duban, json }: ApiWorld): Promise<void> {
  const reject = ['decide', 'reject', '丙镇', '--campaign', 'c2026-001', '--as', POST];
  expect((await duban(...reject)).err).toContain('必须写明理由');
  expect((await duban(...reject, '--reason', '已说明')).code).toBe(0);
  expect((await duban(...reject, '--reason', '已说明')).err).toContain('结束，不再接收决定');
  const talk = (...argv: string[]) => duban('decide', ...argv, '--campaign', 'c2026-001');
  const day = new Date(NOW + 28_800_000).toISOString().slice(0, 10);
  const past = await talk('schedule', '甲局', '--at', `${day} 08:00`, '--place', '三楼会议室');
  expect([past.code, past.err]).toEqual([1, expect.stringContaining('已经过去')]);
  expect((await talk('schedule', '甲局', '--place', '三楼会议室')).err).toContain('约谈时间');
  const at = '2026-04-07 15:00';
  const done = await talk('schedule', '甲局', '--at', at, '--place', '三楼会议室');
  expect([done.code, done.out]).toEqual([0, expect.stringContaining('已安排约谈：约谈甲局')]);
  const { notices } = await json<{ notices: { text: string; reason: string }[] }>(
    'inbox',
    '甲局/主要负责人',
  );
  const paper = notices.find(({ text }) => text.includes('约谈通知书'));
  expect(paper?.reason).toContain('4月7日（周二）15:00，在三楼会议室');
  const held = ['held', '甲局', '--attendance', 'principal'];
  expect((await talk(...held)).err).toContain('届时之前不能登记');
  expect((await talk(...held, '--as', 'unit:甲局')).err).toContain('不能做');
  const rectified = ['rectified', '--as', 'unit:甲局', '--text', '已改'];
  expect((await talk(...rectified)).err).toContain('当前已定时间');
  const { gates } = await json<{ gates: { kind: string; command: string }[] }>('campaign', 'show');
  expect(gates.some(({ command }) => command.startsWith('duban decide held '))).toBe(true);
}
