import { when } from '../harness/played.ts';

/**
 * What is done to an interview, in the office's words: `先听说明`, `说明`, `再次提请`, `撤回`, `安排 窗口 时间`,
 * `到场 窗口 情况`, `送纪要`, `报整改`, `核实通过`, `核实不通过`, `二次约谈`, `提请移送`, `批准移送`, `不批准移送`.
 */
export function talkMessage(does: string, detail: string): Record<string, unknown> | undefined {
  const record = { problems: '未报', explanation: '人手不足', demands: '补报', commitment: '照办' };
  const acts: Readonly<Record<string, Record<string, unknown>>> = {
    先听说明: { kind: 'hear' },
    说明: { kind: 'statement', text: '情况说明' },
    再次提请: { kind: 'propose', reason: '仍未报' },
    撤回: { kind: 'withdraw', reason: '已补报' },
    到场: { kind: 'held', attendance: detail === '' ? 'principal' : detail },
    送纪要: { kind: 'minutes', record },
    报整改: { kind: 'rectified', text: '已整改' },
    核实通过: { kind: 'verify', result: 'passed' },
    核实不通过: { kind: 'verify', result: 'failed', reason: '没有到位' },
    二次约谈: { kind: 'second', reason: '整改不到位' },
    提请移送: { kind: 'refer', reason: '拒不整改' },
    批准移送: { kind: 'approve' },
    不批准移送: { kind: 'reject', reason: '已经改正' },
  };
  if (does === '安排') return { kind: 'schedule', meeting: { at: when(detail), place: '会议室' } };
  return acts[does];
}
