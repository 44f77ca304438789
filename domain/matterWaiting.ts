import type { Regime } from './regime.ts';

/** Kinds of what waits for somebody about a task. */
export type WaitingKind =
  | ('extension' | 'closure' | 'objection' | 'return' | 'verify' | 'escalation' | 'listing')
  | ('obstacle' | 'arrival' | 'look-back' | 'sign' | 'resubmit' | 'reopened');

/** What the newest fact of a matter says about who is waited for. */
export interface Waiting {
  readonly kind: WaitingKind;
  /** 延期申请, 退回待补报… */
  readonly words: string;
  /** What is asked, as the beginning of a sentence: 请审定. */
  readonly asks: string;
  /** Acts by which it is decided, the one that is invited first. */
  readonly acts: readonly string[];
  /** The actor who is waited for; `named`: the fact itself says it. */
  readonly desk: (regime: Regime, phase: string) => string | undefined;
  /** Only in this phase of the fact. */
  readonly phase?: string;
  /** What happens at the limit if nobody decides. */
  readonly ifNothing: string;
}

const REPORTED_UP = '超时只记录并上报，申请继续等待决定，不会自动批准';

const extension = (acts: readonly string[]): Waiting => ({
  ...{ kind: 'extension', words: '延期申请', asks: '请审定是否准予延期', acts },
  desk: () => 'named',
  ifNothing: REPORTED_UP,
});

const DECIDE_EXTENSION = extension(['approve-extension', 'refuse-extension']);
const CHECK_EXTENSION = extension(['pass-extension']);

const closure = (phase: 'first' | 'deciding'): Waiting => ({
  ...{ kind: 'closure', words: '销号申请', phase },
  asks: phase === 'first' ? '请初审' : '请审定是否准予销号',
  acts: [phase === 'first' ? 'review-closure' : 'approve-closure', 'return-closure'],
  desk: ({ closure: rule }) => (phase === 'first' ? rule?.first?.by : rule?.decide.by),
  ifNothing: REPORTED_UP,
});

const CLOSURE_BACK: Waiting = {
  ...{
    kind: 'closure',
    words: '销号申请被退回',
    asks: '请补正后重新申请',
    acts: ['apply-closure'],
  },
  ...{ desk: () => 'named', ifNothing: '到期不重新申请，本次申请失效' },
};

const OBJECTION: Waiting = {
  ...{ kind: 'objection', words: '异议待复核', asks: '请复核异议', acts: ['decide-objection'] },
  ...{ desk: () => 'named', ifNothing: '超时上报，异议不会自动成立或不成立' },
};

const RETURN: Waiting = {
  ...{ kind: 'return', words: '退回申请', asks: '请审定是否同意退回' },
  acts: ['accept-return', 'refuse-return'],
  ...{ desk: ({ returns }) => returns?.decide.by, ifNothing: REPORTED_UP },
};

const VERIFY: Waiting = {
  ...{
    kind: 'verify',
    words: '报送待核实',
    asks: '请核实报送',
    acts: ['accept-report', 'return-report'],
  },
  ...{ desk: () => 'named', ifNothing: '超时上报，不影响单位的判定' },
};

const RESUBMIT: Waiting = {
  ...{ kind: 'resubmit', words: '报送被退回', asks: '请按退回理由重新报送', acts: [] },
  ...{ desk: () => 'named', ifNothing: '到期不重新报送，按制度催办并逐级升级' },
};

const GATE: Waiting = {
  ...{
    kind: 'escalation',
    words: '升级步骤待批',
    asks: '请审定是否发出',
    acts: ['approve-step', 'reject-step'],
  },
  ...{ desk: () => 'named', ifNothing: '到期自动退回督查室并记录，不会自动发出' },
};

const GATE_BACK: Waiting = {
  ...{ kind: 'escalation', words: '升级提请已失效', asks: '请再次提请或撤回' },
  acts: ['propose-step', 'withdraw-step'],
  ...{ desk: () => 'office', ifNothing: '到期不再提请即作罢，并记录' },
};

const LISTING: Waiting = {
  ...{ kind: 'listing', words: '挂牌督办待批', asks: '请审定是否挂牌' },
  acts: ['approve-listing', 'reject-listing'],
  ...{ desk: ({ listing }) => listing?.decide.by, ifNothing: '到期提请失效，不会自动挂牌' },
};

const listingAsked = (words: string, act: string): Waiting => ({
  ...{ kind: 'listing', words, asks: '请审定', acts: [act] },
  ...{ desk: ({ listing }) => listing?.decide.by, ifNothing: REPORTED_UP },
});

const OBSTACLE: Waiting = {
  ...{ kind: 'obstacle', words: '需协调事项', asks: '请交办', acts: ['assign-obstacle'] },
  ...{ desk: () => 'office', ifNothing: '列入下次调度会' },
};

const OBSTACLE_OWNED: Waiting = {
  ...{ kind: 'obstacle', words: '需协调事项待办结', asks: '请办结', acts: ['resolve-obstacle'] },
  ...{ desk: () => 'named', ifNothing: '超时上报督查室' },
};

const ARRIVAL: Waiting = {
  ...{ kind: 'arrival', words: '代录的到达时间待确认', asks: '请确认代录的到达时间' },
  acts: ['confirm-arrival', 'refuse-arrival'],
  ...{
    desk: ({ claims }) => claims?.confirm ?? 'principal',
    ifNothing: '到期不确认，按系统收到的时间判定',
  },
};

const LOOK_BACK: Waiting = {
  ...{ kind: 'look-back', words: '回头看', asks: '请登记核查结果', acts: ['look-back'] },
  ...{ desk: () => 'named', ifNothing: '超时上报主要领导' },
};

const SIGN: Waiting = {
  ...{ kind: 'sign', words: '任务待签收', asks: '请签收；认为不属本单位的，可在时限内退回' },
  acts: ['sign', 'return-task'],
  ...{ desk: () => 'named', ifNothing: '到期不签收，记为领办逾期并逐级告知' },
};

/**
 * Facts after which somebody is waited for, by type; a matter whose newest fact is not among them waits for nobody. The facts
 * are those of the rules in `matters.ts`.
 */
export const WAITING: Readonly<Record<string, readonly Waiting[]>> = {
  'extension-asked': [CHECK_EXTENSION, DECIDE_EXTENSION],
  'extension-passed': [DECIDE_EXTENSION],
  'extension-unchecked': [DECIDE_EXTENSION],
  'extension-reminded': [CHECK_EXTENSION, DECIDE_EXTENSION],
  'extension-overdue': [DECIDE_EXTENSION],
  ...forAll(
    ['closure-applied', 'closure-reviewed', 'closure-reminder', 'closure-overdue'],
    [closure('first'), closure('deciding')],
  ),
  'closure-returned': [CLOSURE_BACK],
  ...forAll(['objection', 'objection-reminder', 'objection-overdue'], [OBJECTION]),
  ...forAll(['return-asked', 'return-reminded', 'return-overdue'], [RETURN]),
  ...forAll(['check-asked', 'check-overdue', 'report-checked'], [VERIFY]),
  'report-returned': [RESUBMIT],
  ...forAll(['step-proposed', 'step-reminded', 'step-reported'], [GATE]),
  'step-sent-back': [GATE_BACK],
  ...forAll(['listing-proposed', 'listing-gate-reminder'], [LISTING]),
  'listing-extension-asked': [listingAsked('挂牌延期申请', 'decide-listing-extension')],
  'delisting-asked': [listingAsked('摘牌待验收', 'accept-delisting')],
  obstacle: [OBSTACLE],
  ...forAll(['obstacle-assigned', 'obstacle-overdue'], [OBSTACLE_OWNED]),
  'arrival-claimed': [ARRIVAL],
  ...forAll(['look-back-due', 'look-back-reminder', 'look-back-overdue'], [LOOK_BACK]),
  ...forAll(['sign-asked', 'sign-reminded', 'unsigned', 'sign-urged'], [SIGN]),
};

function forAll(types: readonly string[], waiting: readonly Waiting[]) {
  return Object.fromEntries(types.map((type) => [type, waiting]));
}

type Payload = Readonly<Record<string, unknown>>;

/** The actor whom a fact itself names: a desk, a verifier, a decider, an owner, or the unit that it is about. */
export function deskNamed(type: string, payload: Payload): string | undefined {
  const text = (name: string) => {
    const value = payload[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  if (type.startsWith('sign') || type === 'unsigned') return unitOf(text('unit'));
  if (type === 'report-returned') return unitOf(text('party')?.split('+')[0]);
  if (type === 'closure-returned') return text('applicant');
  if (type === 'objection' || type.startsWith('objection-')) return text('decider');
  return text('desk') ?? text('verifier') ?? text('approver') ?? text('owner');
}

function unitOf(id: string | undefined): string | undefined {
  return id === undefined ? undefined : `unit:${id}`;
}

/** Who is waited for after a fact, and for what; nobody where the type is not in the table. */
export function waitingFor(
  type: string,
  payload: Payload,
  regime: Regime,
): (Waiting & { readonly actor: string }) | undefined {
  const phase = typeof payload['phase'] === 'string' ? payload['phase'] : '';
  for (const waiting of WAITING[type] ?? []) {
    if (waiting.phase !== undefined && waiting.phase !== phase) continue;
    const rule = waiting.desk(regime, phase);
    const actor = rule === 'named' ? deskNamed(type, payload) : rule;
    if (actor === undefined) continue;
    if (waiting === CHECK_EXTENSION && actor !== regime.extension?.first?.by) continue;
    if (waiting === DECIDE_EXTENSION && type.endsWith('asked') && actor === firstOf(regime))
      continue;
    return { ...waiting, actor };
  }
  return undefined;
}

function firstOf({ extension }: Regime): string | undefined {
  const { first, decide } = extension ?? {};
  return first?.by === decide?.by ? undefined : first?.by;
}
