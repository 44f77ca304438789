import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { unitActing } from '../../domain/machine.ts';
import { isZip } from '../../importers/archive.ts';
import { readWorkbook } from '../../importers/xlsx.ts';
import { returnedRows, type ReturnedRow } from '../batchTable.ts';
import { refuse } from '../faultError.ts';
import { keyOfLinks } from '../identity/links.ts';
import type { Entry } from '../linkAnswers.ts';
import { mustBeOpenFile } from '../openText.ts';
import type { TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { askedFor } from './linkReports.ts';
import { entriesOf, openOf, type Whose } from './linkScope.ts';

/** `t0001|monthly/2026-03/u001|mac`: which report a row is, and proof that it was printed here for this unit. */
export function idOf(
  service: Service,
  whose: Whose,
  { task, obligation }: Pick<Entry, 'task' | 'obligation'>,
): string {
  return `${task}|${obligation}|${macOf(service, whose, task, obligation)}`;
}

function macOf(service: Service, { campaign, unit }: Whose, task: string, key: string): string {
  const what = ['duban-batch', campaign.id, unit.id, task, key].join('|');
  return createHmac('sha256', keyOfLinks(service)).update(what).digest('hex').slice(0, 24);
}

function readId(
  service: Service,
  whose: Whose,
  id: string,
): { readonly task: string; readonly obligation: string } | undefined {
  const [task = '', obligation = '', mac = ''] = id.split('|');
  const wanted = Buffer.from(macOf(service, whose, task, obligation));
  const given = Buffer.from(mac);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  return { task, obligation };
}

/** A row with the report that it is for; `named` is undefined where its id is not ours. */
export interface NamedRow extends ReturnedRow {
  readonly named: { readonly task: string; readonly obligation: string } | undefined;
  /** A row before this one is for the same report. */
  readonly twice: boolean;
}

/** A returned workbook, as far as it can be read. */
export interface Batch {
  readonly whose: Whose;
  readonly rows: readonly NamedRow[];
  readonly entries: ReadonlyMap<string, Entry>;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly office: boolean;
}

export async function readBatch(
  service: Service,
  input: TakenOf<'previewBatch'>,
  actor: string,
): Promise<Batch> {
  const whose = await askedFor(service, input, actor, '提交批量填报表');
  const bytes = new Uint8Array(Buffer.from(input.file, 'base64'));
  if (!isZip(bytes)) refuse('batch-unreadable', { why: '不是 .xlsx 文件' });
  await mustBeOpenFile(input.name, bytes);
  const source = await readWorkbook(bytes);
  if ('refused' in source) return refuse('batch-unreadable', { why: source.refused });
  const found = source.blocks.flatMap((block) =>
    block.kind === 'table' ? [returnedRows(block.rows)] : [],
  );
  const rows = found.find((one) => one !== undefined);
  if (rows === undefined) {
    return refuse('batch-unreadable', { why: '没有找到“本期进展”和“填报编号”两列' });
  }
  const seen = new Set<string>();
  const named = rows.map((row): NamedRow => {
    const own = readId(service, whose, row.id);
    const key = own === undefined ? '' : `${own.task}|${own.obligation}`;
    const twice = own !== undefined && seen.has(key);
    seen.add(key);
    return { ...row, named: own, twice };
  });
  if (named.length > 0 && named.every((row) => row.named === undefined)) {
    refuse('batch-other', { unit: whose.unit.name });
  }
  const wanted = named.flatMap((row) => row.named ?? []);
  const entries = await entriesOf(service, await openOf(service, whose, wanted));
  return {
    ...{ whose, rows: named, hash: createHash('sha256').update(bytes).digest('hex') },
    entries: new Map(entries.map((entry) => [`${entry.task}|${entry.obligation}`, entry])),
    office: unitActing(actor) === undefined,
  };
}
