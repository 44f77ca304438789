import { regimeOn, regimesOf } from '../../domain/amendedContext.ts';
import type { Context } from '../../domain/context.ts';
import { campaignProcess } from '../../domain/ids.ts';
import { dayOf } from '../../domain/instant.ts';
import { unitsTouched } from '../../domain/pointChange.ts';
import type { Regime } from '../../domain/regime.ts';
import { regimeWithdrawal } from '../../domain/regimeChange.ts';
import type { RegimeAmended, RegimeWithdrawn } from '../../domain/regimeMessages.ts';
import { insertAudit } from '../../store/audit.ts';
import { transaction } from '../../store/pool.ts';
import { insertRegime, regimeHash, regimesTold, type RegimeTaken } from '../../store/regimes.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { attempt } from './actor.ts';
import { takenBefore } from './confirmed.ts';
import { put } from './put.ts';
import { previewedRegime } from './regimePreview.ts';
import { calendarNow, changesOf, standingOf, type CalendarNow } from './standing.ts';

type View = OutputOf<'showRegime'>;
type Done = OutputOf<'publishRegime'>;
type Version = Pick<Regime, 'id' | 'version'>;

function versionOf({ id, version }: Version): Version {
  return { id, version };
}

/** The regime in force, the one to come, and every one before. */
export async function showRegime(
  service: Service,
  { campaign }: TakenOf<'showRegime'>,
): Promise<View> {
  const { id, context, now } = await calendarNow(service, campaign);
  const { zone } = context.calendar;
  const today = dayOf(now, zone);
  const told = await regimesTold(service.pool, id);
  const { later = [] } = context;
  const coming = later.filter(({ from }) => from > today).at(-1);
  return {
    ...{ campaign: id, zone, today, regime: regimeOn(context, today) },
    pending: coming ?? null,
    versions: versionsOf(context, told, today),
  };
}

function versionsOf(
  context: Context,
  told: readonly RegimeTaken[],
  today: string,
): View['versions'] {
  const { regime, startedAt: at, later = [] } = context;
  const inForce = regimeOn(context, today).version;
  const state = ({ version }: Version, from: string): View['versions'][number]['state'] => {
    if (from > today) return 'pending';
    return version === inForce ? 'in-force' : 'past';
  };
  const back = told.filter((one): one is RegimeWithdrawn => one.kind === 'regime-withdraw');
  const start = { ...versionOf(regime), title: regime.title, at, by: 'office', reason: null };
  const published = told.filter((one): one is RegimeAmended => one.kind === 'regime');
  return [
    {
      ...{ ...start, from: null, withdrawn: null, hash: regimeHash(regime) },
      state: later.length > 0 && inForce !== regime.version ? 'past' : 'in-force',
    },
    ...published.map((one): View['versions'][number] => {
      const own = versionOf(one.regime);
      const found = back.find(({ withdraws }) => withdraws.version === own.version);
      return {
        ...{ ...own, title: one.regime.title, at: one.receivedAt, by: one.by, reason: one.reason },
        ...{ from: one.from, hash: one.hash },
        state: found ? 'withdrawn' : state(own, one.from),
        withdrawn: found ? { at: found.receivedAt, by: found.by, reason: found.reason } : null,
      };
    }),
  ];
}

const STALE = '· 这一版此前发布过而没有生效，其后应报单位有变动，请改用更高的版本号后重新预览';

/** Puts a regime in force from its day on: as it was previewed, or not at all. */
export async function publishRegime(
  service: Service,
  input: TakenOf<'publishRegime'>,
  actor: string,
): Promise<Done> {
  const what = { actor, act: 'publishRegime', subject: input.campaign };
  return attempt(service, what, async () => {
    const { regime, from, reason, confirm, requestId } = input;
    if (reason.trim() === '') refuse('reason-missing', { act: '发布制度变更' });
    const hash = regimeHash(regime);
    const earlier = await repeatedOf(
      service,
      input,
      (message) =>
        message.kind === 'regime' &&
        message.hash === hash &&
        message.from === from &&
        message.reason === reason,
    );
    if (earlier) return earlier;
    const { present, changes, owed, joining, preview } = await previewedRegime(service, input);
    if (confirm !== preview.digest) {
      refuse('regime-unseen', { confirm, campaign: preview.campaign });
    }
    const { id, now } = present;
    await transaction(service.pool, async (db) => {
      const kept = await insertRegime(db, id, regime, owed, joining);
      if (kept === 'units') refuse('regime-unseen', { confirm, campaign: id });
      if (kept === 'owed') refuse('document-faulty', { document: '制度', count: 1, list: STALE });
    });
    const done = await told(service, present, actor, {
      ...{ kind: 'regime', id: requestId, receivedAt: now, by: actor },
      ...{ regime, hash, from, reason, over: preview.old, units: [...joining] },
      touched: unitsTouched(changes),
    });
    const own = { campaign: id, regime: preview.next, from, requestId };
    return { ...own, ...done, digest: preview.digest, hash, changes: changes.length };
  });
}

/** Takes back the regime published last, before its day has come. */
export async function withdrawRegime(
  service: Service,
  input: TakenOf<'withdrawRegime'>,
  actor: string,
): Promise<Done> {
  const what = { actor, act: 'withdrawRegime', subject: input.campaign };
  return attempt(service, what, async () => {
    const { reason, requestId } = input;
    if (reason.trim() === '') refuse('reason-missing', { act: '撤回制度变更' });
    const earlier = await repeatedOf(
      ...([service, input] as const),
      (message) => message.kind === 'regime-withdraw' && message.reason === reason,
    );
    if (earlier) return earlier;
    const present = await calendarNow(service, input.campaign);
    const { id, context, campaign, now } = present;
    const last = campaign.regimes?.at(-1);
    if (last === undefined) return refuse('regime-not-withdrawn', { reason: '没有待生效的制度' });
    const previous = regimesOf(context).at(-2) ?? context.regime;
    const standing = await standingOf(service, present);
    const { changes } = await changesOf(standing, (part) => regimeWithdrawal(part, last, previous));
    const done = await told(service, present, actor, {
      ...{ kind: 'regime-withdraw', id: requestId, receivedAt: now, by: actor, reason },
      ...{ withdraws: versionOf(last.regime), touched: unitsTouched(changes) },
    });
    const own = { campaign: id, regime: versionOf(last.regime), from: null, requestId };
    return { ...own, ...done, digest: null, hash: null, changes: changes.length };
  });
}

/** The decision of the campaign, at the very instant for which the list was made. */
async function told(
  service: Service,
  { id, context }: CalendarNow,
  actor: string,
  message: RegimeTaken,
): Promise<Pick<Done, 'repeated'>> {
  const process = campaignProcess(id);
  const { value } = await put(service, process, message);
  const { kind, receivedAt: at, id: requestId, reason, touched = {} } = message;
  const last = regimesOf(context).at(-1) ?? context.regime;
  const version = kind === 'regime' ? versionOf(message.regime) : message.withdraws;
  await insertAudit(service.pool, {
    ...{ at, actor, subject: process, outcome: 'done' },
    act: kind === 'regime' ? 'publishRegime' : 'withdrawRegime',
    detail: { ...version, before: versionOf(last), reason, touched, requestId },
  });
  return { repeated: value?.['repeated'] === true };
}

/** A request that has been taken before is the same one only with the same content. */
async function repeatedOf(
  service: Service,
  { campaign, requestId }: { readonly campaign: string; readonly requestId: string },
  same: (message: RegimeTaken) => boolean,
): Promise<Done | undefined> {
  const { id } = await calendarNow(service, campaign);
  const process = campaignProcess(id);
  const message = await takenBefore<RegimeTaken>(service.pool, process, requestId, same);
  if (message === undefined) return undefined;
  const isWithdrawn = message.kind === 'regime-withdraw';
  return {
    ...{ campaign: id, requestId, repeated: true, digest: null, hash: null, changes: 0 },
    regime: versionOf(isWithdrawn ? message.withdraws : message.regime),
    from: isWithdrawn ? null : message.from,
  };
}
