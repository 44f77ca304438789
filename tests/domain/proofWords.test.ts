import { describe, expect, test } from '@jest/globals';
import { namesOf } from '../../domain/words.ts';
import { isOpenRow } from '../../domain/proof.ts';
import { proofOf } from '../../domain/proofMake.ts';
import { explainWords } from '../../domain/proofWords.ts';
import type { MessageBase } from '../../domain/machine.ts';
import { CALENDAR, contextOf, taskOf, UNITS } from '../harness/cast.ts';
import { report, toInterview } from '../harness/messages.ts';
import { recorded, sha256 } from '../harness/recorded.ts';

const MADE = '2026-06-01T09:00:00+08:00';
const context = contextOf({ calendar: CALENDAR });
const TASKS = [{ key: 't0001', no: '3', title: '整治道路', content: '整治道路' }];
const names = namesOf({ ...context, year: 2026 }, TASKS, UNITS);

function told(process: string, input: object, messages: readonly MessageBase[], end: string) {
  const register = recorded(process, input, messages, '2026-05-31T00:00:00+08:00');
  const notice = register.notices.find(({ key }) => key.endsWith(end));
  if (notice === undefined) throw new Error(`no ${end}`);
  const { instants, rows } = proofOf(register, notice, MADE, sha256);
  return explainWords({ process, notice, instants, rows: rows.filter(isOpenRow) }, names);
}

const taskTold = (messages: readonly MessageBase[], end: string) =>
  told('task/c2026-001/t0001', { context, task: taskOf() }, messages, end);

describe('why a notice was sent', () => {
  test('a letter: what was owed, what came, by which rule, to whom, what stops it', () => {
    expect(taskTold([], '2026-01/u001:letter:u001/head')).toEqual([
      '应报：甲局就第3项 整治道路报2026年1月“月调度”，应在 1月23日（周五）17:00 前报到；制度 small 第1版规定“每月25日17:00，遇休息日提前”，按工作日历 cn-state-council 第1版，1月25日是休息日，提前到1月23日，宽限1个工作日，到 1月26日（周一）17:00。',
      '收到：1月26日（周一）17:00 判定第3项 整治道路 2026年1月“月调度”：未报（甲局）；到期 1月23日（周五）17:00；宽限期满仍未收到。',
      '规则：制度 small 第1版 步骤 letter：宽限期满后3个工作日，仍未报送的，发督办函给单位主要负责人、牵头领导；由此算得 1月29日（周四）17:00，数到的工作日为 1月27日、1月28日、1月29日。',
      expect.stringMatching(/^送达：1月29日（周四）17:00 送 甲局 主要负责人；这一步规定送/),
      expect.stringMatching(
        /^停止：收到这一期报送，或经决定免报、暂停、结束，其后各步即停止；否则，/,
      ),
    ]);
  });

  test('a reminder: nothing has come and nothing was judged', () => {
    const [, arrived] = taskTold([], '2026-03/u001:remind:u001/reporter');
    expect(arrived).toBe(
      '收到：到 3月20日（周五）09:00 还没有收到这一期的报送，也还没有到判定的时候。',
    );
  });

  test('a step that counts names what it counted, and that a late report does not undo it', () => {
    const sentences = taskTold(
      [report('2026-03-03 10:00', '2026-02')],
      '2026-04/u001:interview:office',
    );
    expect(sentences[2]).toMatch(/条件已具备：.*期/);
    expect(sentences[4]).toContain('补报不撤回');
  });

  test('an interview and a campaign are told by the facts of their turn', () => {
    const input = {
      context,
      unit: UNITS[0],
      window: '2026-01B',
      startedAt: '2026-02-26T17:00:00+08:00',
    };
    const ground = toInterview('ground', '2026-02-26 17:00', {
      ...{ task: 't0001', obligation: 'monthly/2026-02/u001', step: 'interview', because: [] },
      by: 'office',
    });
    const sentences = told('interview/c2026-001/u001/2026-01B', input, [ground], 'office');
    expect(sentences).toHaveLength(5);
    expect(sentences.join()).toContain('约谈');
    const first = told(
      'campaign/c2026-001',
      { context, units: UNITS, leaders: [] },
      [],
      'assigned:u001/reporter',
    );
    expect(first).toHaveLength(5);
    expect(first[0]).toContain('交办');
  });

  test.each(['remind:u001/reporter', 'urge:u001/reporter', 'letter:leader/分管领导甲'])(
    'no id and no English word but those of the regime stands in %s',
    (end) => {
      const words = taskTold([], `2026-01/u001:${end}`).join('');
      expect(words.replace(/small|remind|urge|letter|cn-state-council/g, '')).not.toMatch(
        /[a-z]{3,}|undefined/,
      );
      expect(words.split('。').length).toBe(6);
    },
  );
});
