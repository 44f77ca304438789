import { actorLabel } from '../../domain/accessWords.ts';
import { csvOf } from '../../domain/auditText.ts';
import { readProcess } from '../../domain/ids.ts';
import { at, dayOf, epoch, instantOf, isRealDay, plusDays } from '../../domain/instant.ts';
import { auditHead, checkChain, type AuditFlaw } from '../../store/auditChain.ts';
import {
  auditToExport,
  countAudit,
  searchAudit as search,
  type AuditFilter,
  type AuditFound,
} from '../../store/auditSearch.ts';
import { insertAudit } from '../../store/audit.ts';
import { unitsOf } from '../../store/campaigns.ts';
import { sha256 } from '../../store/ledger.ts';
import type { Db } from '../../store/pool.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { actChoices, actLabel, actWanted } from './actLabels.ts';
import { nowOf, ZONE } from './actor.ts';

type Entry = OutputOf<'searchAudit'>['entries'][number];

export const MOST_EXPORTED = 50_000;

/** Audit entries that fit, the newest first. */
export async function searchAudit(
  { pool }: Service,
  input: TakenOf<'searchAudit'>,
): Promise<OutputOf<'searchAudit'>> {
  const { limit, after } = input;
  const found = await search(pool, filterOf(input), { before: after, limit });
  const names = await unitNames(pool, found);
  const last = found.at(-1);
  return {
    zone: ZONE,
    entries: found.map((row) => entryOf(row, names)),
    next: found.length === limit && last ? last.id : null,
    acts: [...actChoices()],
  };
}

type Filter = Pick<TakenOf<'searchAudit'>, Exclude<keyof AuditFilter, 'kinds'>>;

/** Days are whole days of the office's zone, both included. */
function filterOf({ from, to, act, ...rest }: Filter): AuditFilter {
  const wanted = act === undefined ? {} : actWanted(act);
  return { ...rest, ...wanted, from: momentOf(from, 0), to: momentOf(to, 1) };
}

const YEARS = [Date.UTC(1970, 0), Date.UTC(9998, 0)] as const;

/** The beginning of a day, or of the day after; an instant as it is. */
function momentOf(value: string | undefined, days: number): string | undefined {
  if (value === undefined) return undefined;
  const isDay = value.length === 10;
  if (isDay && !isRealDay(value)) refuse('message-malformed', { detail: `没有 ${value} 这一天` });
  const moment = isDay ? at(plusDays(value, days), '00:00', ZONE) : value;
  const ms = epoch(moment);
  if (ms >= YEARS[0] && ms < YEARS[1]) return moment;
  return refuse('message-malformed', { detail: `日期 ${value} 超出范围` });
}

function entryOf(row: AuditFound, names: Names): Entry {
  const { id, at, actor, act, subject, outcome, detail, account, address, request } = row;
  return {
    ...{ id, at: instantOf(at.getTime(), ZONE), actor, who: names(row) },
    ...{ account, login: row.login, address, request },
    ...{ act, label: actLabel(act, subject), subject, outcome, result: resultWords(outcome) },
    ...{ detail, n: row.n, hash: row.hash },
  };
}

function resultWords(outcome: string): string {
  if (outcome === 'done') return '已办';
  return outcome === 'repeated' ? '重复请求，未再办理' : '未获受理';
}

type Names = (row: Pick<AuditFound, 'actor' | 'subject' | 'detail'>) => string;

/** Actors in words: a unit by the name that it has in the campaign that the entry is about. */
async function unitNames(db: Db, rows: readonly AuditFound[]): Promise<Names> {
  const spoken = rows.filter(({ actor }) => /^unit:u\d+$/.test(actor));
  const campaigns = [...new Set(spoken.flatMap((row) => campaignOf(row) ?? []))];
  const lists = await Promise.all(
    campaigns.map(async (id) => [id, await unitsOf(db, id)] as const),
  );
  const units = new Map(
    lists.flatMap(([id, list]) => list.map((unit) => [`${id} unit:${unit.id}`, unit.name])),
  );
  return (row) => units.get(`${campaignOf(row) ?? ''} ${row.actor}`) ?? actorLabel(row.actor);
}

function campaignOf({ subject, detail }: Pick<AuditFound, 'subject' | 'detail'>) {
  const named = detail['campaign'];
  return readProcess(subject)?.campaign ?? (typeof named === 'string' ? named : undefined);
}

/** Walks the chain and names the first link that does not hold. */
export async function checkAudit(
  { pool }: Service,
  { n, hash }: TakenOf<'checkAudit'>,
): Promise<OutputOf<'checkAudit'>> {
  if ((n === undefined) !== (hash === undefined)) {
    refuse('message-malformed', { detail: '与以前记下的核对时，序号和校验码都要写' });
  }
  const noted = n === undefined || hash === undefined ? undefined : { n, hash };
  const checked = await checkChain(pool, noted);
  const { flaw, links, head } = checked;
  const says =
    flaw === null
      ? `审计链完整：共 ${links} 条，末条序号 ${head?.n ?? 0}，校验码 ${head?.hash.slice(0, 16) ?? '无'}。`
      : flawWords(flaw);
  return { holds: flaw === null, ...checked, says };
}

const FLAWS: Readonly<Record<AuditFlaw['why'], string>> = {
  changed: '内容与校验码不符，记录被改动过',
  removed: '记录已不存在',
  gap: '之前缺少环节',
  chain: '与前一环不相接',
  unlinked: '不在链上，是绕过系统写入的',
  head: '与以前记下的校验码不符，或已不存在',
};

function flawWords({ n, id, why }: AuditFlaw): string {
  const place = n === null ? '' : `序号 ${n}`;
  const entry = id === null ? '' : `${place === '' ? '' : '，'}记录 ${id}`;
  return `审计链在${place}${entry}处不成立：${FLAWS[why]}。此前各条完好。`;
}

/** Writes what fits into a file; that it was exported is itself in the audit. */
export async function exportAudit(
  service: Service,
  input: TakenOf<'exportAudit'>,
  actor: string,
): Promise<OutputOf<'exportAudit'>> {
  const { pool } = service;
  const { format, ...asked } = input;
  const filter = filterOf(asked);
  const count = await countAudit(pool, filter);
  if (count > MOST_EXPORTED) refuse('audit-too-many', { count, most: MOST_EXPORTED });
  const rows = await auditToExport(pool, filter, MOST_EXPORTED);
  const now = await nowOf(service, pool);
  const head = await auditHead(pool);
  const names = await unitNames(pool, rows);
  const file = format === 'csv' ? csvFile(rows, names) : jsonLines(rows);
  const digest = sha256(file);
  const name = `duban-audit-${dayOf(now, ZONE)}.${format}`;
  const given = Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== undefined),
  );
  const detail = { format, rows: rows.length, digest, ...(head ?? {}), filter: given };
  const entry = { at: now, actor, act: 'exportAudit', subject: '', outcome: 'done' };
  await insertAudit(pool, { ...entry, detail });
  return { name, rows: rows.length, digest, head, file };
}

/** A line an entry: `hash` is SHA-256 over `prev`, a newline and `said`; `said` is what the register hashed. */
function jsonLines(rows: readonly AuditFound[]): string {
  return rows
    .map(({ at, ...row }) => `${JSON.stringify({ ...row, at: instantOf(at.getTime(), ZONE) })}\n`)
    .join('');
}

const HEAD = [
  ...['记录', '时间', '身份', '账号', '地址', '请求', '办理', '事项', '结果', '结果代码'],
  ...['内容', '链上序号', '校验码'],
];

function csvFile(rows: readonly AuditFound[], names: Names): string {
  return csvOf(
    HEAD,
    rows.map((row) => {
      const { id, at, who, login, account, address, request, label, subject, ...rest } = entryOf(
        row,
        names,
      );
      return [
        ...[id, at, who, login ?? account, address, request, label, subject],
        ...[rest.result, rest.outcome, JSON.stringify(rest.detail), rest.n, rest.hash],
      ];
    }),
  );
}

export const AUDIT_HANDLERS = { searchAudit, checkAudit, exportAudit };
