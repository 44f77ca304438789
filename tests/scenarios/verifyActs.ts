import { when } from '../harness/played.ts';

type Message = (who: string, ...what: readonly string[]) => Record<string, unknown>;

function reportOf(unit: string, period: string): Record<string, unknown> {
  return { kind: 'report', unit, duty: 'monthly', period, digest: 'digest' };
}

/**
 * `核准报送 任务 义务 [等次 理由]`, `退回报送 任务 义务 [理由 时限]`, `撤回报送 任务 义务`, `代录 任务 期 单位 所称时间`, `确认到达 任务 代录`,
 * `不予确认 任务 代录`, `报送遇阻 任务 期 事项 请谁`, `交办协调 任务 序号 承办 时限`, `办结协调 任务 序号 结果`.
 */
export const VERIFY_ACTS: Readonly<Record<string, Message>> = {
  核准报送: (_, obligation, grade, reason) => ({
    ...{ kind: 'accept-report', obligation },
    ...(grade === undefined ? {} : { grade }),
    ...(reason === undefined ? {} : { reason }),
  }),
  退回报送: (_, obligation, reason = '', until) => ({
    ...{ kind: 'return-report', obligation, reason },
    ...(until === undefined ? {} : { until }),
  }),
  撤回报送: (_, obligation) => ({ kind: 'withdraw-report', obligation }),
  代录: (_, period = '', unit = '', arrived = '') => ({
    ...reportOf(unit, period),
    claimed: { at: when(arrived), how: 'paper', evidence: '收文登记第12号' },
  }),
  确认到达: (_, claim) => ({ kind: 'confirm-arrival', claim }),
  不予确认: (_, claim) => ({ kind: 'refuse-arrival', claim, reason: '没有登记' }),
  报送遇阻: (who, period = '', obstacle, asks) => ({
    ...reportOf(who.replace('unit:', ''), period),
    ...{ obstacle, asks },
  }),
  交办协调: (_, n, owner, until) => ({
    ...{ kind: 'assign-obstacle', obstacle: Number(n), owner, until },
  }),
  办结协调: (_, n, text) => ({ kind: 'resolve-obstacle', obstacle: Number(n), text }),
};
