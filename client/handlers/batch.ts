import { batchXlsx } from '../../documents/batchSheet.ts';
import { deleteDraft } from '../../store/drafts.ts';
import { findReceipt } from '../../store/intake.ts';
import { batchSheetOf, contentOf, isSame, type BatchContent } from '../batchTable.ts';
import { FaultError, refuse } from '../faultError.ts';
import type { Entry } from '../linkAnswers.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import { instantWords } from '../print.ts';
import type { Service } from '../service.ts';
import { attempt } from './actor.ts';
import { idOf, readBatch, type Batch, type NamedRow } from './batchFile.ts';
import { askedFor } from './linkReports.ts';
import { candidates, entriesOf, openOf, type Whose } from './linkScope.ts';
import { reportFault, submitReport } from './reports.ts';

type View = OutputOf<'previewBatch'>;
type Row = View['rows'][number];

/** Reports that are sent at once: each waits a little for its verdict. */
const AT_ONCE = 4;

/** Does each of a list, some at a time, in order. */
async function eachOf<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let i = 0; i < list.length; i += AT_ONCE) {
    done.push(...(await Promise.all(list.slice(i, i + AT_ONCE).map(work))));
  }
  return done;
}

/** Many reports in one call; each is taken whole or not at all, and none depends on another. */
export async function reportMany(
  service: Service,
  input: TakenOf<'reportMany'>,
  actor: string,
): Promise<OutputOf<'reportMany'>> {
  const { campaign, unit, requestId } = input;
  const numbered = input.rows.map((row, i) => ({ row, id: `${requestId}.${i + 1}` }));
  const rows = await eachOf(numbered, async ({ row: { text = '', ...row }, id }) => {
    const whose = { campaign, ...(unit === undefined ? {} : { unit }) };
    try {
      const receipt = await submitReport(service, { ...row, ...whose, text, requestId: id }, actor);
      return { receipt, fault: null };
    } catch (error) {
      if (!(error instanceof FaultError)) throw error;
      return { receipt: null, fault: error.fault };
    }
  });
  const taken = rows.filter(({ receipt }) => receipt !== null).length;
  return { taken, refused: rows.length - taken, rows };
}

/** The workbook of a unit: one row for each report that it may send now. */
export async function exportBatch(
  service: Service,
  input: TakenOf<'exportBatch'>,
  actor: string,
): Promise<OutputOf<'exportBatch'>> {
  const whose = await askedFor(service, input, actor, '下载批量填报表');
  const entries = (await entriesFor(service, whose)).filter(({ state }) => state !== 'accepted');
  if (entries.length === 0) refuse('batch-nothing', { unit: whose.unit.name });
  const { id, title, context } = whose.campaign;
  const made = instantWords(whose.at, context.calendar.zone);
  const sheet = batchSheetOf(entries, { unit: whose.unit.name, title, made }, (entry) =>
    idOf(service, whose, entry),
  );
  const bytes = await batchXlsx(sheet);
  return {
    ...{ campaign: id, unit: whose.unit.name, rows: entries.length },
    name: `${whose.unit.name}批量填报表${whose.at.slice(0, 10)}.xlsx`,
    file: Buffer.from(bytes).toString('base64'),
  };
}

async function entriesFor(service: Service, whose: Whose): Promise<readonly Entry[]> {
  return entriesOf(service, await openOf(service, whose, await candidates(service, whose)));
}

/** What a returned workbook would do, row by row; nothing is kept. */
export async function previewBatch(
  service: Service,
  input: TakenOf<'previewBatch'>,
  actor: string,
): Promise<View> {
  const read = await readBatch(service, input, actor);
  const rows = await eachOf(read.rows, (row) => preview(service, read, row, actor));
  return viewOf(
    read.whose,
    rows.map(({ row }) => row),
  );
}

/** Sends every row that can be sent; the same file again sends nothing again. */
export async function submitBatch(
  service: Service,
  input: TakenOf<'submitBatch'>,
  actor: string,
): Promise<View> {
  const what = { actor, act: 'submitBatch', subject: input.name.slice(0, 200) };
  return attempt(service, what, async () => {
    const read = await readBatch(service, input, actor);
    const rows = await eachOf(read.rows, async (row): Promise<Row> => {
      const found = await preview(service, read, row, actor);
      if (found.report === undefined) return found.row;
      try {
        const receipt = await submitReport(service, found.report, actor);
        await forgetDraft(service, read.whose, row);
        const state = { state: 'sent', stateWords: STATES.sent } as const;
        return { ...found.row, ...state, receipt };
      } catch (error) {
        if (!(error instanceof FaultError)) throw error;
        return { ...found.row, ...faulty(error.fault.message) };
      }
    });
    return viewOf(read.whose, rows);
  });
}

async function forgetDraft(service: Service, whose: Whose, { named }: NamedRow): Promise<void> {
  if (named === undefined) return;
  const { campaign, unit } = whose;
  await deleteDraft(service.pool, { ...named, campaign: campaign.id, unit: unit.id });
}

const STATES = {
  ready: '可报',
  changed: '更正',
  same: '与已报的相同',
  empty: '没有填',
  faulty: '有误',
  sent: '已报',
} as const;

function faulty(reason: string): Pick<Row, 'state' | 'stateWords' | 'reasons'> {
  return { state: 'faulty', stateWords: STATES.faulty, reasons: [reason] };
}

type Report = TakenOf<'submitReport'>;

async function preview(
  service: Service,
  { whose, entries, hash, office }: Batch,
  { row, id, cells, named, twice }: NamedRow,
  actor: string,
): Promise<{ readonly row: Row; readonly report?: Report }> {
  const entry = named && entries.get(`${named.task}|${named.obligation}`);
  const text = brief(cells);
  const base = { row, task: named?.task ?? null, no: cells.get('序号') ?? null, receipt: null };
  const shown = { title: cells.get('事项') ?? '', occasion: cells.get('报告期') ?? '', text };
  const told = (state: keyof typeof STATES, reasons: readonly string[] = []): Row => ({
    ...{ ...base, ...shown, state, stateWords: STATES[state], reasons: [...reasons] },
  });
  if (named === undefined) {
    return { row: told('faulty', [`填报编号“${id.slice(0, 20)}…”被改动，或不是本单位的`]) };
  }
  if (twice) return { row: told('faulty', ['与前面的行是同一项，只收前面的一行']) };
  const requestId = `batch-${hash.slice(0, 32)}-${row}`;
  if (entry === undefined) {
    const earlier = await findReceipt(service.pool, requestId);
    if (earlier) return { row: told('same', ['此前已用这个表报过']) };
    return { row: told('faulty', ['这一项已截止填报、已移交其他单位或不再要求报送']) };
  }
  const { content, faults } = contentOf(entry, cells);
  if (content === undefined) return { row: told('empty') };
  if (faults.length > 0) return { row: told('faulty', faults) };
  if (isSame(entry, content)) return { row: told('same') };
  const report = reportOf(entry, content, whose, { requestId, office });
  const refused = await reportFault(service, report, actor);
  if (refused) return { row: told('faulty', [refused.message]) };
  return { row: told(entry.sent === null ? 'ready' : 'changed'), report };
}

function reportOf(
  { task, duty, period }: Entry,
  { fields, measures, ...content }: BatchContent,
  { campaign, unit }: Whose,
  { requestId, office }: { readonly requestId: string; readonly office: boolean },
): Report {
  return {
    ...{ ...content, task, duty, period, requestId, campaign: campaign.id },
    ...(fields === undefined ? {} : { fields: { ...fields } }),
    ...(measures === undefined ? {} : { measures: { ...measures } }),
    ...(office ? { unit: unit.id } : {}),
  };
}

const LONGEST_SHOWN = 80;

function brief(cells: ReadonlyMap<string, string>): string {
  const text = cells.get('本期进展') ?? '';
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}……` : text;
}

function viewOf({ campaign, unit }: Whose, rows: readonly Row[]): View {
  const count = (state: Row['state']) => rows.filter((row) => row.state === state).length;
  const ready = count('ready') + count('changed');
  const parts: readonly (readonly [words: string, count: number])[] = [
    ['已提交', count('sent')],
    ['可提交', ready],
    ['其中更正', count('changed')],
    ['有误', count('faulty')],
    ['与已报的相同', count('same')],
    ['没有填', count('empty')],
  ];
  const words = parts.flatMap(([what, n]) => (n > 0 ? [`${what} ${n} 行`] : [])).join('，');
  return {
    ...{ campaign: campaign.id, unit: unit.name, words: words || '表中没有可识别的行' },
    ...{ ready, faulty: count('faulty'), rows: [...rows] },
  };
}
