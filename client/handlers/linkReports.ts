import { unitActing } from '../../domain/machine.ts';
import type { Obligation } from '../../domain/obligation.ts';
import { originNow, withOrigin } from '../../store/auditOrigin.ts';
import { deleteDraft, saveDraft } from '../../store/drafts.ts';
import { findReceipt } from '../../store/intake.ts';
import { findLink, type Link } from '../../store/links.ts';
import { refuse } from '../faultError.ts';
import { LINK_HOLDER, unrevoked } from '../identity/links.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import { instantWords } from '../print.ts';
import type { Service } from '../service.ts';
import { actorIn, attempt } from './actor.ts';
import { campaignFor, lineNow, taskFor, taskNow } from './find.ts';
import {
  candidates,
  entriesOf,
  entriesView,
  openOf,
  whoseFor,
  type Open,
  type Whose,
} from './linkScope.ts';
import { submitReport } from './reports.ts';

/** What the link opens, with forms and drafts; nothing is changed, and not even the visit is recorded. */
export async function openLink(service: Service): Promise<OutputOf<'openLink'>> {
  const { link, whose } = await here(service);
  const open = await openOf(service, whose, link.obligations);
  if (open.length === 0) refuse('link-over', { count: link.obligations.length });
  return { link: link.id, ...entriesView(whose, await entriesOf(service, open)) };
}

export async function draftByLink(
  service: Service,
  input: TakenOf<'draftByLink'>,
): Promise<OutputOf<'draftByLink'>> {
  const { link, whose, actor } = await here(service);
  return attempt(service, { actor, act: 'draftByLink', subject: input.task }, async () => {
    const { seen, obligation } = await linked(service, whose, link, input);
    const { task, obligation: key } = { task: seen.task.key, obligation: obligation.key };
    const own = { campaign: link.campaign, task, obligation: key, unit: link.unit };
    await saveDraft(service.pool, own, { content: input.content, actor, at: whose.at });
    const { zone } = whose.campaign.context.calendar;
    return { task, obligation: key, at: whose.at, words: savedWords(whose.at, zone) };
  });
}

export function savedWords(at: string, zone: string): string {
  return `草稿已于 ${instantWords(at, zone)} 保存`;
}

/** A report by a link is a report of the unit, with the name that the sender gives kept in its receipt. */
export async function reportByLink(
  service: Service,
  input: TakenOf<'reportByLink'>,
): Promise<OutputOf<'reportByLink'>> {
  const at = await here(service);
  const { sentBy, ...report } = input;
  const name = `${LINK_HOLDER}：${sentBy}`;
  return withOrigin({ ...originNow(), account: name }, () =>
    reportAs(sentAs(service, name), at, report),
  );
}

async function reportAs(
  service: Service,
  { link, whose, actor }: Here,
  input: Omit<TakenOf<'reportByLink'>, 'sentBy'>,
): Promise<OutputOf<'reportByLink'>> {
  const { task, obligation: key, text = '', ...content } = input;
  const { duty, period } = await attempt(
    service,
    { actor, act: 'reportByLink', subject: task },
    async () => {
      const earlier = await findReceipt(service.pool, input.requestId);
      if (earlier) return slotOf(service, whose, input);
      return (await linked(service, whose, link, input)).obligation.slot;
    },
  );
  const report = { ...content, campaign: link.campaign, task, duty, period, text };
  const receipt = await submitReport(service, report, actor);
  await deleteDraft(service.pool, {
    ...{ campaign: link.campaign, task: receipt.task, obligation: key, unit: link.unit },
  });
  return receipt;
}

/** The service as it serves somebody whose name is known by now: what he sends carries it. */
export function sentAs(service: Service, name: string): Service {
  const { caller } = service;
  return caller === undefined ? service : { ...service, caller: { ...caller, name } };
}

export interface Here {
  readonly link: Link;
  readonly whose: Whose;
  readonly actor: string;
}

/** By which link somebody has come, and for whom. */
export async function here(service: Service): Promise<Here> {
  const id = service.caller?.link ?? refuse('link-missing');
  const link = unrevoked((await findLink(service.pool, id)) ?? refuse('link-unknown'));
  const whose = await whoseFor(service, link.campaign, link.unit);
  return { link, whose, actor: `unit:${link.unit}` };
}

/** The obligation, if the link names it and it is still open to the unit. */
export async function linked(
  service: Service,
  whose: Whose,
  link: Link,
  { task, obligation }: { readonly task: string; readonly obligation: string },
): Promise<{ readonly seen: Open['seen']; readonly obligation: Obligation }> {
  const named = link.obligations.filter(
    (one) => one.task === task && one.obligation === obligation,
  );
  const [open] = await openOf(service, whose, named);
  const [found] = open?.obligations ?? [];
  if (open === undefined || found === undefined) {
    return refuse('link-obligation', { task, obligation });
  }
  return { seen: open.seen, obligation: found };
}

/** Duty and period of a request that came before: its answer is asked for again, even where the entry has closed since. */
async function slotOf(
  service: Service,
  { campaign }: Whose,
  { task, obligation }: { readonly task: string; readonly obligation: string },
): Promise<{ readonly duty: string; readonly period: string }> {
  const { pool } = service;
  const found = await taskFor(pool, campaign.id, task);
  const now = await taskNow(pool, campaign.context, found);
  return (
    lineNow(now).byKey.get(obligation)?.slot ?? refuse('link-obligation', { task, obligation })
  );
}

/** Everything that a unit may report now, for its own desk. */
export async function listEntries(
  service: Service,
  input: TakenOf<'listEntries'>,
  actor: string,
): Promise<OutputOf<'listEntries'>> {
  const whose = await askedFor(service, input, actor, '列出可填报的事项');
  const open = await openOf(service, whose, await candidates(service, whose));
  return entriesView(whose, await entriesOf(service, open));
}

/** One obligation with its form, its draft and what was sent last. */
export async function showEntry(
  service: Service,
  input: TakenOf<'showEntry'>,
  actor: string,
): Promise<OutputOf<'showEntry'>> {
  const whose = await askedFor(service, input, actor, '打开填报');
  const named = [{ task: input.task, obligation: input.obligation }];
  const open = await openOf(service, whose, named);
  const [entry] = await entriesOf(service, open);
  if (entry === undefined) {
    return refuse('entry-over', { task: input.task, obligation: input.obligation });
  }
  const { zone } = whose.campaign.context.calendar;
  return { ...entry, zone, now: whose.at, unit: whose.unit.name };
}

/** The unit that is meant: a unit's own, or the one that the office names. */
export async function askedFor(
  service: Service,
  input: { readonly campaign?: string | undefined; readonly unit?: string | undefined },
  actor: string,
  act: string,
): Promise<Whose> {
  const { id } = await campaignFor(service.pool, input.campaign);
  const own = unitActing(await actorIn(service.pool, id, actor));
  const wanted = input.unit ?? own ?? refuse('content-missing', { what: '单位' });
  const whose = await whoseFor(service, id, wanted);
  if (own !== undefined && whose.unit.id !== own) {
    const hint = '单位只能办理自己的。';
    refuse('not-allowed', { actor: actor.slice('unit:'.length), act, hint });
  }
  return whose;
}
