import { when } from '../harness/played.ts';

type Message = (who: string, ...what: readonly string[]) => Record<string, unknown>;

const day = (until: string | undefined) => (until === undefined ? {} : { until });

/** 销号, 回头看, 挂牌督办 and 异议, in the office's words. */
export const CLOSURE_ACTS: Readonly<Record<string, Message>> = {
  申请销号: (_, evidence) => ({
    ...{ kind: 'apply-closure', text: '已全部完成' },
    ...(evidence === undefined ? {} : { evidence: [evidence] }),
  }),
  初审销号: () => ({ kind: 'review-closure', opinion: '材料齐全' }),
  准予销号: (_, grade) => ({
    kind: 'approve-closure',
    ...(grade === undefined ? {} : { grade }),
  }),
  退回销号: (_, until) => ({ kind: 'return-closure', reason: '佐证不足', until }),
  撤回销号: () => ({ kind: 'withdraw-closure', reason: '还有收尾' }),
  回头看合格: () => ({ kind: 'look-back', result: 'passed', reason: '现场属实' }),
  回头看不合格: (_, until) => ({
    ...{ kind: 'look-back', result: 'failed', reason: '现场不属实' },
    ...day(until),
  }),
  提请挂牌: () => ({ kind: 'list-task', reason: '久拖不决' }),
  批准挂牌: () => ({ kind: 'approve-listing' }),
  不批准挂牌: () => ({ kind: 'reject-listing', reason: '继续督促' }),
  公布挂牌: () => ({ kind: 'publish-listing', text: '政务网' }),
  备案挂牌: () => ({ kind: 'file-listing', text: '市督查室' }),
  申请挂牌延期: (_, until) => ({ kind: 'extend-listing', reason: '征迁未完', until }),
  准予挂牌延期: () => ({ kind: 'decide-listing-extension', accept: true, reason: '情况属实' }),
  不准挂牌延期: () => ({ kind: 'decide-listing-extension', accept: false, reason: '理由不足' }),
  申请摘牌: () => ({ kind: 'delist-apply', text: '已整改到位' }),
  验收合格: () => ({ kind: 'accept-delisting', result: 'passed', reason: '达到要求' }),
  验收不合格: () => ({ kind: 'accept-delisting', result: 'failed', reason: '尚有欠账' }),
  异议: (_, obligation, at) => ({
    ...{ kind: 'object', reason: '已经按时报送' },
    against: {
      ...{ process: 'task/c2026-001/t0001', key: `${obligation}:judged`, type: 'judged' },
      ...{ at: when(at ?? ''), obligation },
    },
  }),
  异议批评: (_, key, at, period) => ({
    ...{ kind: 'object', reason: '不应点名' },
    against: {
      ...{ process: 'campaign/c2026-001', key, type: 'criticised', at: when(at ?? '') },
      ...{ took: ['post:分管领导'], bulletin: 'bimonthly', period },
    },
  }),
  异议成立: (_, verdict) => ({
    ...{ kind: 'decide-objection', result: 'upheld', reason: '核查属实' },
    ...(verdict === undefined ? {} : { verdict }),
  }),
  异议不成立: () => ({ kind: 'decide-objection', result: 'rejected', reason: '没有新的事实' }),
  撤回异议: () => ({ kind: 'withdraw-objection' }),
};
