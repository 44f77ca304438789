import fc from 'fast-check';
import { Calendar } from '../../domain/calendar.ts';
import { taskProcess } from '../../domain/ids.ts';
import { dayOf, epoch, instantOf, plusDays, type Instant } from '../../domain/instant.ts';
import type { Decision } from '../../domain/machine.ts';
import type { Matter } from '../../domain/matter.ts';
import { amendedContext } from '../../domain/obligation.ts';
import { Regime } from '../../domain/regime.ts';
import { TaskMessage } from '../../domain/taskMessages.ts';
import type { TaskInput, TaskState } from '../../domain/taskState.ts';
import { lineOf, type Line } from '../../domain/taskTicks.ts';
import { UNITS } from './cast.ts';

const ZONE = 'Asia/Shanghai';
const HOUR = 3_600_000;
const POST = 'post:区政府分管领导';

/** What somebody does at some time; what it is about is chosen from what then lies open. */
export const acts = fc.record({
  kind: fc.nat(),
  hours: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 48 }) },
    { weight: 2, arbitrary: fc.integer({ min: 49, max: 24 * 12 }) },
  ),
  /** At, just before or just after the next instant of the machine. */
  edge: fc.option(fc.integer({ min: -1, max: 1 }), { freq: 2, nil: undefined }),
  delay: fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 24 * 12 }) },
  ),
  which: fc.nat({ max: 1000 }),
  days: fc.integer({ min: -3, max: 60 }),
  yes: fc.boolean(),
  wrong: fc.integer({ min: 0, max: 14 }), // mostly whoever may
});
export type Act = typeof acts extends fc.Arbitrary<infer T> ? T : never;

interface Scene {
  readonly input: TaskInput;
  readonly state: TaskState;
  readonly decisions: readonly Decision[];
  readonly act: Act;
  readonly at: Instant;
  readonly n: number;
  /** The matter that the act answers. */
  readonly matter?: Matter | undefined;
}

type Made = Record<string, unknown> & { readonly by: string };

function pick<T>(list: readonly T[], which: number): T | undefined {
  return list.length === 0 ? undefined : list[which % list.length];
}

/** The obligation that an act is about: mostly one that has opened, by the facts told and the entries. */
function obligationIn({ state, act, input, at }: Scene) {
  const line = lineAfter(input, state).obligations;
  const opened = line.filter(({ slot }) => epoch(slot.instants.opens) <= epoch(at));
  const near = opened.slice(-6);
  return pick(act.which % 7 === 0 ? line : near, act.which);
}

type Own = Matter & {
  readonly unit?: string;
  readonly obligation?: string;
  readonly covers?: readonly string[];
  readonly step?: string;
  readonly owner?: string;
  readonly n?: number;
};

const unitOf = (scene: Scene) =>
  (scene.matter as Own | undefined)?.unit ?? obligationIn(scene)?.party.members[0] ?? 'u001';

function openKey({ matter, state, act }: Scene, kind: string): string | undefined {
  const found = (state.matters ?? []).filter((one) => one.kind === kind);
  const own = (matter?.kind === kind ? matter : pick(found, act.which)) as Own | undefined;
  return own?.obligation ?? own?.covers?.[0];
}

function obligationFor(scene: Scene, kind: string): string {
  return openKey(scene, kind) ?? obligationIn(scene)?.key ?? 'monthly/2026-01/u001';
}

const until = ({ at, act }: Scene) => plusDays(dayOf(at, ZONE), act.days);

function against({ decisions, act, input }: Scene): unknown {
  const conclusions = decisions.filter(
    ({ kind, type }) => kind === 'fact' && ['judged', 'listed', 'closed'].includes(type),
  );
  const found = pick(conclusions, act.which);
  if (found === undefined) return undefined;
  const obligation = found.payload['obligation'];
  return {
    ...{ process: taskProcess(input.context.campaign, input.task.key), key: found.key },
    ...{ type: found.type === 'closed' ? 'grade' : found.type, at: found.at, took: ['office'] },
    ...(typeof obligation === 'string' ? { obligation } : {}),
  };
}

function planned(scene: Scene): Made {
  const { act, n } = scene;
  const key = obligationIn(scene)?.key;
  const parts = [
    { add: [{ kind: 'date', on: until(scene) }] },
    { drop: key === undefined ? [] : [key] },
    { moves: [{ from: unitOf(scene), to: [UNITS[2]] }] },
    { leaders: ['分管领导乙'] },
  ];
  return { by: 'office', version: n + 2, reason: '新版', ...pick(parts, act.days + 3) };
}

function amended(scene: Scene): Made {
  const { act, n, input, state } = scene;
  const now = state.calendar ?? input.context.calendar;
  const day = plusDays(until(scene), 5);
  const calendar = Calendar.parse({
    ...now,
    version: now.version + n + 1,
    rest: act.yes ? [...new Set([...now.rest, day])].sort() : now.rest.filter((one) => one !== day),
    work: now.work.filter((one) => one !== day),
    announcedThrough: act.which % 3 === 0 ? day : '2030-12-31',
  });
  return { by: 'office', calendar };
}

function reregimed({ act, n, input, at }: Scene): Made {
  const { regime } = input.context;
  const [first, ...rest] = regime.duties;
  const without = ['verify', 'extension', 'closure', 'objection', 'listing', 'sign', 'returns'];
  const kept = Object.entries(regime).filter(
    ([field]) => act.yes || field !== pick(without, act.which),
  );
  const next = Regime.parse({
    ...Object.fromEntries(kept),
    duties: [{ ...first, grace: { workdays: act.which % 4 } }, ...rest],
    version: n + 2,
  });
  const from = plusDays(dayOf(at, ZONE), 1 + Math.abs(act.days));
  return { by: 'office', regime: next, hash: `h${n}`, from, reason: '修订' };
}

function reported(scene: Scene): Made {
  const { act, at, input } = scene;
  const found = obligationIn(scene);
  const unit = pick(found?.party.members ?? ['u001'], act.days + 3) ?? 'u001';
  const paper = act.which % 6 === 0;
  const value = act.which % 5 === 1 ? { value: act.days } : {};
  return {
    by: paper ? 'office' : `unit:${unit}`,
    ...{ unit, digest: `d${act.which % 3}`, textDigest: `t${act.which % 3}` },
    ...{ duty: found?.slot.duty ?? 'monthly', period: found?.slot.period ?? '2026-01' },
    ...(act.which % 9 === 0 ? { nil: '无' } : {}),
    ...(found?.slot.duty === 'monthly' ? value : {}),
    ...(act.which % 4 === 0 && input.task.measures ? { measures: { output: act.days } } : {}),
    ...(act.which % 8 === 3 ? { obstacle: '资金', asks: '财政局' } : {}),
    ...(paper
      ? {
          claimed: {
            at: instantOf(epoch(at) - 24 * HOUR * (1 + (act.which % 9)), ZONE),
            ...{ how: 'paper', evidence: '收文登记' },
          },
        }
      : {}),
  };
}

const claims = (scene: Scene) =>
  scene.matter?.id ??
  pick(
    (scene.state.matters ?? []).filter(({ kind }) => kind === 'claim'),
    scene.act.which,
  )?.id ??
  'claim/none';
const about = (by: string, kind: string, rest: (scene: Scene) => object = () => ({})) => {
  return (scene: Scene): Made => ({
    by: by === 'unit' ? `unit:${unitOf(scene)}` : by,
    obligation: obligationFor(scene, kind),
    ...rest(scene),
  });
};
const stepOf = (scene: Scene) => {
  const found = (scene.state.matters ?? []).filter(({ kind }) => kind === 'gate');
  const own = (scene.matter ?? pick(found, scene.act.which)) as Own | undefined;
  return { obligation: own?.obligation ?? 'x', step: own?.step ?? 'report-up' };
};
const gated = (by: string) => (scene: Scene) => ({ by, ...stepOf(scene), reason: '理由' });
const said = (by: string, rest: (scene: Scene) => object = () => ({})) => {
  return (scene: Scene): Made => ({
    by: by === 'unit' ? `unit:${unitOf(scene)}` : by,
    reason: '理由',
    ...rest(scene),
  });
};
const evidence = [{ name: 'a.pdf', sha256: 'a'.repeat(64) }];
/** The clerk, or the leader where one of its kind lies there. */
const firstThen = (kind: string, { state }: Scene) =>
  state.matters?.some((one) => one.kind === kind && ['leader', 'deciding'].includes(one.phase))
    ? POST
    : 'office';

/** Every kind of message, with whoever may mostly send it. */
const MAKERS: Readonly<Record<TaskMessage['kind'], (scene: Scene) => Made>> = {
  report: (scene) => ({ ...reported(scene), ...(scene.act.yes ? { evidence } : {}) }),
  suspend: said('office'),
  resume: said('office'),
  close: said('office', ({ act }) => (act.yes ? { voids: true, basis: '纪要' } : {})),
  exempt: (scene) => ({ ...about('office', 'none')(scene), reason: '改革' }),
  bulk: (scene) => ({
    by: 'office',
    act: scene.act.yes ? 'extend' : 'exempt',
    ...{ number: `缓办〔2026〕${scene.n}号`, reason: '防汛' },
    items: [
      {
        obligation: obligationFor(scene, 'none'),
        ...(scene.act.yes ? { due: until(scene) } : {}),
      },
    ],
  }),
  plan: planned,
  calendar: amended,
  regime: reregimed,
  'regime-withdraw': (scene) => {
    const ahead = scene.state.changes?.findLast(
      (change) => change.kind === 'regime' && change.from > dayOf(scene.at, ZONE),
    );
    // The campaign passes on each withdrawal once; one that nobody heard of before is told too.
    const version = ahead?.kind === 'regime' ? ahead.regime.version : 100 + scene.n;
    return { by: 'office', withdraws: { id: 'park-full', version }, reason: '撤回' };
  },
  sign: said('unit', (scene) => ({ unit: unitOf(scene) })),
  'return-task': said('unit'),
  'decide-return': said(POST, (scene) => ({
    unit: unitOf(scene),
    accept: scene.act.yes,
    ...(scene.act.yes ? { to: UNITS[2] } : {}),
  })),
  delegate: said('unit', ({ act }) => ({ to: act.yes ? '科长甲' : '' })),
  transfer: said('office', (scene) => ({
    from: unitOf(scene),
    to: [pick(UNITS, scene.act.which)],
    what: 'transfer',
  })),
  extend: (scene) => {
    const { act, at, state, input } = scene;
    const ahead = lineAfter(input, state).obligations.filter(
      ({ key, slot }) =>
        epoch(slot.instants.due) > epoch(at) && state.entries[key]?.receivedAt === undefined,
    );
    const found = act.which % 5 === 0 ? obligationIn(scene) : ahead[act.which % 3];
    const { dueDay = dayOf(at, ZONE) } = found?.slot.instants ?? {};
    return {
      ...{ by: `unit:${found?.party.members[0] ?? 'u001'}`, obligation: found?.key ?? 'x' },
      ...{ until: plusDays(dueDay, act.days), reason: '评审', progress: '八成' },
      confirm: act.which % 6 > 0,
    };
  },
  'pass-extension': about('office', 'extension', () => ({ opinion: '属实' })),
  'approve-extension': about(POST, 'extension', (scene) => ({
    confirm: true,
    ...(scene.act.which % 4 === 0 ? { until: until(scene) } : {}),
  })),
  'refuse-extension': about(POST, 'extension', () => ({ reason: '不足' })),
  'withdraw-extension': about('unit', 'extension', () => ({ reason: '误报' })),
  'approve-step': gated(POST),
  'reject-step': gated(POST),
  'propose-step': gated('office'),
  'withdraw-step': gated('office'),
  'apply-closure': said('unit', ({ act }) => ({
    text: '完成',
    ...(act.wrong > 1 ? { evidence: ['佐证'] } : {}),
  })),
  'review-closure': said('office', () => ({ opinion: '属实' })),
  'approve-closure': said(POST, ({ act }) => ({ grade: act.yes ? '合格' : '不合格' })),
  'return-closure': (scene) =>
    said(firstThen('closure', scene), (one) => ({ until: until(one) }))(scene),
  'withdraw-closure': (scene) => ({
    by: (scene.matter as (Own & { by?: string }) | undefined)?.by ?? 'unit:u001',
    reason: '误报',
  }),
  'look-back': said('office', (scene) => ({
    result: scene.act.yes ? 'passed' : 'failed',
    ...(scene.act.which % 2 ? { until: until(scene) } : {}),
  })),
  'list-task': said('office'),
  'approve-listing': said('principal'),
  'reject-listing': said('principal'),
  'publish-listing': said('office', () => ({ text: '网站' })),
  'file-listing': said('office', () => ({ text: '一号' })),
  'extend-listing': said('unit', (scene) => {
    const limit = scene.state.matters?.findLast(({ kind }) => kind === 'listing')?.limitAt;
    return { until: plusDays(dayOf(limit ?? scene.at, ZONE), scene.act.days) };
  }),
  'decide-listing-extension': said('principal', ({ act }) => ({ accept: act.yes })),
  'delist-apply': said('unit', () => ({ text: '到位' })),
  'accept-delisting': said('principal', ({ act }) => ({ result: act.yes ? 'passed' : 'failed' })),
  object: said('unit', (scene) => ({ against: against(scene) })),
  'decide-objection': said('principal', ({ act, matter }) => ({
    ...(matter?.kind === 'objection' ? { objection: matter.id } : {}),
    ...(act.yes
      ? { result: 'upheld', verdict: act.which % 2 ? 'on-time' : 'exempt' }
      : { result: 'rejected' }),
  })),
  'withdraw-objection': said('unit', ({ matter }) =>
    matter?.kind === 'objection' ? { objection: matter.id } : {},
  ),
  'accept-report': (scene) =>
    about(firstThen('verify', scene), 'verify', ({ act }) => ({
      reason: '属实',
      ...(act.yes ? { grade: '合格' } : {}),
    }))(scene),
  'return-report': (scene) =>
    about(firstThen('verify', scene), 'verify', (one) => ({
      reason: '不足',
      ...(one.act.yes ? { until: until(one) } : {}),
    }))(scene),
  'withdraw-report': about('unit', 'none', () => ({ reason: '误报' })),
  'open-entry': about('office', 'none', (scene) => ({ until: until(scene), reason: '补报' })),
  'confirm-arrival': said('principal', (scene) => ({ claim: claims(scene) })),
  'refuse-arrival': said('principal', (scene) => ({ claim: claims(scene) })),
  'assign-obstacle': said('office', (scene) => ({
    ...{ obstacle: (scene.matter as Own | undefined)?.n ?? 1, until: until(scene) },
    ...(scene.act.yes ? { owner: 'unit:u002', unit: UNITS[1] } : { owner: POST }),
  })),
  'resolve-obstacle': (scene) => {
    const { n = 1, owner = POST } = (scene.matter ?? {}) as Partial<Own>;
    return { by: owner, obstacle: n, text: '已解决' };
  },
};

const KINDS = Object.keys(MAKERS) as TaskMessage['kind'][];
/** Reports and verifications are frequent, and an end is rare. */
const WEIGHTED = [
  ...KINDS.filter((kind) => kind !== 'close'),
  ...(['report', 'report', 'report', 'report', 'report', 'report'] as const),
  ...(['extend', 'extend', 'apply-closure', 'accept-report', 'return-report'] as const),
  ...KINDS.filter((kind) => kind !== 'close'),
  'close' as const,
];
/** What may be done about a matter, by its kind and phase. */
const ANSWERS: Readonly<Record<string, readonly TaskMessage['kind'][]>> = {
  ...{ 'sign/unsigned': ['sign'], 'sign/overdue': ['sign'], 'return/asked': ['decide-return'] },
  'verify/clerk': ['accept-report', 'return-report', 'withdraw-report'],
  'verify/leader': ['accept-report', 'return-report'],
  'verify/accepted': ['withdraw-report', 'report'],
  'verify/returned': ['report', 'withdraw-report'],
  ...{ 'resubmit/waiting': ['report'], 'resubmit/missed': ['report'] },
  'claim/pending': ['confirm-arrival', 'refuse-arrival'],
  ...{ 'obstacle/open': ['assign-obstacle'], 'obstacle/assigned': ['resolve-obstacle'] },
  'extension/checking': ['pass-extension', 'withdraw-extension'],
  'extension/deciding': ['approve-extension', 'refuse-extension', 'withdraw-extension'],
  'closure/first': ['review-closure', 'return-closure', 'withdraw-closure'],
  'closure/deciding': ['approve-closure', 'approve-closure', 'return-closure'],
  'closure/returned': ['apply-closure'],
  ...{ 'look-back/asked': ['look-back'], 'reopening/open': ['apply-closure', 'transfer'] },
  'listing/proposed': ['approve-listing', 'approve-listing', 'reject-listing'],
  'listing/listed': ['extend-listing', 'delist-apply', 'object'],
  'listing/overdue': ['delist-apply'],
  'listing-duty/open': [
    'publish-listing',
    'file-listing',
    'decide-listing-extension',
    'accept-delisting',
  ],
  'objection/open': ['decide-objection', 'withdraw-objection'],
  'gate/proposed': ['approve-step', 'reject-step', 'withdraw-step'],
  'gate/sent-back': ['propose-step', 'withdraw-step'],
};

function answerIn({ state, act }: Scene) {
  const paused = state.suspensions.some(({ to }) => to === undefined);
  if (paused && act.which % 3 === 0) return { kind: 'resume' as const, matter: undefined };
  const all = (state.matters ?? []).flatMap((matter) => {
    const kinds = ANSWERS[`${matter.kind}/${matter.phase}`] ?? [];
    const kind = pick(kinds, act.days + 3);
    return kind === undefined ? [] : [{ kind, matter }];
  });
  return pick(all, act.which);
}

const ANYBODY = ['office', 'unit:u001', 'unit:u009', POST, 'principal', 'post:别人'];

export function messageOf(scene: Scene): TaskMessage | undefined {
  const { act, at, n } = scene;
  const answer = act.kind % 5 < 3 ? answerIn(scene) : undefined;
  const kind = answer?.kind ?? pick(WEIGHTED, act.kind) ?? 'report';
  const made = MAKERS[kind]({ ...scene, matter: answer?.matter });
  const by = act.wrong === 0 ? (pick(ANYBODY, act.which) as string) : made.by;
  const broadcast = act.which % 10 === 0 && (kind === 'suspend' || kind === 'resume');
  const id = `${broadcast ? 'broadcast:' : ''}m${n}`;
  const read = TaskMessage.safeParse({ ...made, id, kind, receivedAt: at, by });
  return read.success ? read.data : undefined;
}

/** The line of time that a task has come to. */
export function lineAfter({ context, task }: TaskInput, state: TaskState): Line {
  const calendar = state.calendar ?? context.calendar;
  const own = amendedContext(context, calendar);
  return lineOf(own, task, calendar, state.suspensions, state.changes);
}
