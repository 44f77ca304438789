import { noticeId } from '../../domain/proofChain.ts';
import { readProcess } from '../../domain/ids.ts';
import { term } from '../../domain/terms.ts';
import { momentShort } from '../../domain/timeWords.ts';
import { noticeWords, recipientWords } from '../../domain/words.ts';
import { countNotices, newestNotices, noticeTypes } from '../../store/deskNotices.ts';
import { sha256 } from '../../store/ledger.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { nowOf, ZONE } from './actor.ts';
import { unitNamed } from './find.ts';
import { cursorOf, readCursor } from './deskWords.ts';
import { namesFor, runningCampaigns, type RunningCampaign } from './deskWorld.ts';

type View = OutputOf<'listNotices'>;
type Line = View['notices'][number];

/** 通知: the newest of the campaigns that run, with how they were delivered. */
export async function listNotices(
  service: Service,
  input: TakenOf<'listNotices'>,
  actor: string,
): Promise<View> {
  const { pool } = service;
  const running = await runningCampaigns(service, input.campaign, actor);
  const [first] = running;
  const head = {
    now: first?.now ?? (await nowOf(service, pool)),
    zone: first?.calendar.zone ?? ZONE,
  };
  // Every notice lies in its inbox from the turn that decided it; outside channels tell of themselves.
  const none = input.state !== undefined && input.state !== 'inbox';
  if (none || first === undefined) return { ...head, total: 0, next: null, notices: [], types: [] };
  const after = readCursor(input.after, ['string', 'string']) as [string, string] | undefined;
  const filter = {
    campaigns: running.map(({ id }) => id),
    type: input.type,
    recipient: input.recipient === undefined ? undefined : inboxOf(running, input.recipient.trim()),
    task: input.task,
    limit: input.limit,
  };
  const [rows, total, types] = await Promise.all([
    newestNotices(pool, { ...filter, after }),
    countNotices(pool, filter),
    Promise.all(running.map(({ id }) => noticeTypes(pool, id))),
  ]);
  const lines = await Promise.all(
    running.map((world) =>
      linesIn(
        service,
        world,
        rows.filter(({ campaign }) => campaign === world.id),
      ),
    ),
  );
  const byId = new Map(lines.flat().map((line) => [line.key, line.line]));
  const last = rows.at(-1);
  return {
    ...head,
    total,
    next: rows.length === input.limit && last ? cursorOf([last.place, last.key]) : null,
    notices: rows.flatMap(({ key }) => byId.get(key) ?? []),
    types: [...new Set(types.flat())].map((value) => ({ value, words: term(value), count: 0 })),
  };
}

type Row = Awaited<ReturnType<typeof newestNotices>>[number];

async function linesIn({ pool }: Service, world: RunningCampaign, rows: readonly Row[]) {
  const taskOf = ({ process }: Row) => {
    const found = readProcess(process);
    return found?.kind === 'task' ? found.task : undefined;
  };
  const grounds = rows.flatMap(
    ({ payload }) => JSON.stringify(payload['grounds'] ?? '').match(/t\d{4,5}(?=\/)/gu) ?? [],
  );
  const keys = [...rows.flatMap((row) => taskOf(row) ?? []), ...grounds];
  const names = await namesFor(pool, world, keys);
  return rows.map((row): { readonly key: string; readonly line: Line } => {
    const { title, body, ask, ifNothing } = noticeWords(row, names);
    const task = taskOf(row);
    const more = [ask, ifNothing && `无人处理的，${ifNothing}`].filter(Boolean);
    const id = noticeId(row.key, sha256);
    const line: Line = {
      ...{ id, campaign: world.id, campaignTitle: world.title, at: row.at },
      words: momentShort(row.at, world.now, world.calendar.zone),
      ...{ type: row.type, typeWords: term(row.type), recipient: row.recipient },
      recipientWords: recipientWords(row.recipient, names),
      ...{ title, body: [body, ...more].join('\n') },
      task: task === undefined ? null : { key: task, no: null, title: names.task(task) },
      delivery: { state: 'inbox', words: '已送达收件箱' },
      target: { kind: 'notice', campaign: world.id, id },
    };
    return { key: row.key, line };
  });
}

/** The inbox that is meant: a unit by its name stands for both of its inboxes. */
function inboxOf(running: readonly RunningCampaign[], name: string): string {
  if (name === '督查室') return 'office';
  if (name === '主要领导') return 'principal';
  for (const { units } of running) {
    const unit = unitNamed(units, name);
    if (unit !== undefined) return `${unit.id}/`;
  }
  return name.replace(/^post:/u, 'post/').replace(/^unit:(.*)$/u, '$1/');
}
