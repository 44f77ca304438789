import { z } from 'zod';
import {
  ACT_ROLES,
  BEFORE_CAMPAIGNS,
  PERSONAL,
  READ_BY_POST,
  REPORTER_WRITES,
  VERIFIER_WRITES,
} from './accessActs.ts';
import { fault, type Fault } from './faults.ts';
import { actorLabel, ROLE_LABELS } from './accessWords.ts';

/**
 * Access 权限: who may do what, decided here and nowhere else; the API enforces it, the pages only hide. A *role* 角色 is what
 * an account has been granted; a *desk* 身份 is the capacity in which somebody acts, as the machines and the register know it.
 */

/** 督查室、核实员、填报员、单位负责人、领导、纪检或审计的观察员；系统、安全、审计三员 (GB/T 22239-2019 8.1.5, 三员分立). */
export const Role = z.enum([
  ...(['administrator', 'verifier', 'reporter', 'head', 'leader', 'observer'] as const),
  ...(['system', 'security', 'audit'] as const),
]);
export type Role = z.infer<typeof Role>;

/** `self`: whoever has signed in, about himself; `open`: nobody has to sign in. */
export type Desk =
  | ('office' | 'principal' | 'unit' | 'post' | 'auditor')
  | ('system' | 'security' | 'audit' | 'self' | 'open');

/** Grant 授权: a role, with the unit or post for which it holds; a campaign narrows it to that one. */
export const Grant = z.object({
  role: Role,
  /** The unit's name, of a reporter or head. */
  unit: z.string().min(1).max(200).optional(),
  /** The post 职务 of a leader; `principal` 主要领导 is one. */
  post: z.string().min(1).max(200).optional(),
  campaign: z.string().max(60).optional(),
});
export type Grant = z.infer<typeof Grant>;

/** The actor as which a grant lets its holder act. */
export function actorOfGrant({ role, unit = '', post = '' }: Grant): string {
  switch (role) {
    case 'administrator':
    case 'verifier':
      return 'office';
    case 'reporter':
    case 'head':
      return `unit:${unit}`;
    case 'leader':
      return post === 'principal' ? post : `post:${post}`;
    case 'observer':
      return 'auditor';
    case 'system':
    case 'security':
    case 'audit':
      return role;
  }
}

const PLAIN: readonly string[] = [
  ...['office', 'principal', 'auditor'],
  ...['system', 'security', 'audit'],
];

/** The desk of an actor: `unit:区发改局` sits at `unit`; undefined where the words name nobody. */
export function deskOf(actor: string): Exclude<Desk, 'self' | 'open'> | undefined {
  if (PLAIN.includes(actor)) return actor as Exclude<Desk, 'self' | 'open'>;
  const [, desk, name = ''] = /^(unit|post):(.+)$/u.exec(actor) ?? [];
  if ((desk !== 'unit' && desk !== 'post') || name.trim() === '' || actor.length > 200) {
    return undefined;
  }
  return desk;
}

/** Seat 一个身份: the desk that an account may sit at, with the widest role by which it may. */
export interface Seat {
  readonly actor: string;
  readonly label: string;
  readonly role: Role;
  readonly desk: Desk;
  /** The campaigns to which it is limited; absent: all. */
  readonly campaigns?: readonly string[];
}

/** The wider role of a desk stands first: an administrator does what a verifier does, a head what a reporter does. */
const WIDTH: readonly Role[] = [
  ...(['administrator', 'head', 'leader', 'verifier', 'reporter', 'observer'] as const),
  ...(['system', 'security', 'audit'] as const),
];

/** The desks that an account may sit at, each once, in the order in which they were granted. */
export function desksOf(grants: readonly Grant[]): readonly Seat[] {
  const actors = [...new Set(grants.map(actorOfGrant))];
  return actors.flatMap((actor) => {
    const held = grants.filter((grant) => actorOfGrant(grant) === actor);
    const role = WIDTH.find((one) => held.some((grant) => grant.role === one));
    const desk = deskOf(actor);
    if (role === undefined || desk === undefined) return [];
    const limited = held.every(({ campaign }) => campaign !== undefined);
    const campaigns = [...new Set(held.flatMap(({ campaign }) => campaign ?? []))];
    const [at, by] = [actorLabel(actor), ROLE_LABELS[role]];
    const label = at === by ? at : `${at}（${by}）`;
    return [{ actor, label, role, desk, ...(limited ? { campaigns } : {}) }];
  });
}

/** What is asked of whoever decides. */
export interface Ask {
  /** The operation's name, its Chinese label, and the desks that its table names. */
  readonly operation: string;
  readonly label: string;
  readonly who: readonly Desk[];
  /** Whether it only reads (GET); `READ_BY_POST` are reads as well. */
  readonly reads: boolean;
  /** Which act, of an operation that serves several. */
  readonly act?: string;
  readonly actor: string;
  /** The campaign that it is about; absent where it is about none. */
  readonly campaign?: string;
}

/** Who asks. */
export interface Asker {
  /** `any`: the machine's own token, which may act as whoever it names. */
  readonly grants: readonly Grant[] | 'any';
  readonly signedIn: boolean;
  /** Of an API token: names of operations, `operation:act`, or `read` for everything that only reads. */
  readonly scopes?: readonly string[];
}

/** Why somebody may not do what he asks; undefined where he may. */
export function mayDo(asker: Asker, ask: Ask): Fault | undefined {
  const { operation, act, label, who, actor } = ask;
  if (who.includes('open')) return undefined;
  const reads = isRead(ask);
  if (
    asker.scopes &&
    !scopeNames(operation, act, reads).some((name) => asker.scopes?.includes(name))
  )
    return fault('beyond-scope', { act: label });
  if (who.includes('self') && asker.signedIn) return undefined;
  const desk = deskOf(actor);
  if (asker.grants === 'any') {
    return desk !== undefined && who.includes(desk) ? undefined : notAllowed(ask);
  }
  if (!asker.signedIn && asker.grants.length === 0) return fault('sign-in-needed', { act: label });
  const held = asker.grants.filter((grant) => actorOfGrant(grant) === actor);
  if (held.length === 0) return notHeld(asker.grants, actor);
  if (desk === undefined || !who.includes(desk)) return notAllowed(ask);
  const able = held.filter(({ role }) => roleDoes(role, ask));
  if (able.length === 0) return notEnough(held, ask);
  const campaigns = able.flatMap((grant) => grant.campaign ?? []);
  const isLimited = campaigns.length === able.length;
  if (isLimited && BEFORE_CAMPAIGNS.includes(operation)) {
    return fault('campaign-limited', { campaigns: campaigns.join('、'), act: label });
  }
  const { campaign } = ask;
  if (campaign === undefined) return undefined;
  const covers = able.some((grant) => (grant.campaign ?? campaign) === campaign);
  return covers ? undefined : fault('campaign-unknown', { campaign });
}

function isRead({ operation, reads }: Ask): boolean {
  return reads || READ_BY_POST.includes(operation);
}

function scopeNames(operation: string, act: string | undefined, reads: boolean): readonly string[] {
  return [
    operation,
    ...(act === undefined ? [] : [`${operation}:${act}`]),
    ...(reads ? ['read'] : []),
  ];
}

/** Whether a role does this, at a desk that may. */
export function roleDoes(role: Role, ask: Pick<Ask, 'operation' | 'act' | 'reads'>): boolean {
  const { operation, act } = ask;
  if (ask.reads || [...READ_BY_POST, ...PERSONAL].includes(operation)) return true;
  const owners = act === undefined ? undefined : ACT_ROLES[`${operation}:${act}`];
  switch (role) {
    case 'observer':
    case 'audit':
      return false;
    case 'verifier':
      return owners?.includes(role) ?? VERIFIER_WRITES.includes(operation);
    case 'reporter':
      return owners?.includes(role) ?? REPORTER_WRITES.includes(operation);
    default:
      return owners?.includes(role) ?? true;
  }
}

function notAllowed({ actor, label, who }: Ask): Fault {
  const hint = `请由${[...new Set(who.map((desk) => actorLabel(desk)))].join('、')}办理。`;
  return fault('not-allowed', { actor: actorLabel(actor), act: label, hint });
}

function notHeld(grants: readonly Grant[], actor: string): Fault {
  if (grants.length === 0) return fault('grants-none');
  const seats = desksOf(grants).map(({ label }) => label);
  const hint = `您可用的身份：${seats.join('、')}。`;
  return fault('desk-not-held', { actor: actorLabel(actor), hint });
}

function notEnough(held: readonly Grant[], { operation, act, label, who }: Ask): Fault {
  const owners = act === undefined ? undefined : ACT_ROLES[`${operation}:${act}`];
  const widest = { office: 'administrator', unit: 'head' } as const;
  const named = who.flatMap((desk) => (desk === 'office' || desk === 'unit' ? widest[desk] : []));
  const by = (owners ?? named).map((role) => ROLE_LABELS[role]);
  const role = ROLE_LABELS[held[0]?.role ?? 'observer'];
  return fault('role-not-enough', { role, act: label, by: by.join('、') || '有权办理的人' });
}

const APART: readonly Role[] = ['system', 'security', 'audit'];

/** 三员分立: why a further role cannot be held beside those that are held; undefined where it can. */
export function clashOf(held: readonly Grant[], wanted: Grant): Fault | undefined {
  const other = held.find(
    ({ role }) => role !== wanted.role && (APART.includes(role) || APART.includes(wanted.role)),
  );
  return (
    other &&
    fault('duties-clash', { held: ROLE_LABELS[other.role], wanted: ROLE_LABELS[wanted.role] })
  );
}
