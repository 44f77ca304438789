import type { Day } from '../domain/instant.ts';
import type { Diagnostic, Reading } from '../domain/plan.ts';
import type { Refusal } from './archive.ts';
import type { Block, Note, Source } from './blocks.ts';
import { finding } from './findings.ts';
import { mixedReading, saysMore } from './mixedPlan.ts';
import { proseFit, proseReading, readProse } from './prosePlan.ts';
import { brief } from './table.ts';
import { readTablePlan, tableFit } from './tablePlan.ts';

export interface ReadOptions {
  /** The day of import, which tells past deadlines; nothing here asks a clock. */
  readonly today: Day;
}

/**
 * The forms that a plan may take inside a document, whatever the kind of file: a table of tasks, with or without prose
 * around it; prose; a table that lacks a column and says so; numbered lines that nothing calls tasks.
 */
function planIn(source: Source, options: ReadOptions): Reading | undefined {
  const table = tableFit(source);
  const written = source.blocks.some(
    (block) => block.kind === 'paragraph' && block.text.trim() !== '',
  );
  const prose = written ? readProse(source) : undefined;
  const fit = prose ? proseFit(prose) : 'none';
  if (table === 'complete') {
    const reading = readTablePlan(source, options);
    return prose && saysMore(prose) ? mixedReading(reading, prose, options) : reading;
  }
  if (prose && fit === 'sure') return proseReading(prose, options);
  if (table === 'lacking') return readTablePlan(source, options);
  return prose && fit === 'supposed' ? proseReading(prose, options) : undefined;
}

/** From blocks to a plan; every kind of file ends here. */
export function understand(source: Source | Refusal, options: ReadOptions): Reading {
  if ('refused' in source) return nothing('unreadable', source.refused);
  const words = source.blocks.flatMap(wordsOf);
  if (words.length === 0) {
    return nothing('empty', '文件中没有文字。请核对文件后再导入。', source.notes);
  }
  const plan = planIn(source, options);
  if (plan) return plan;
  const table = source.blocks.find((block) => block.kind === 'table');
  const row = table ? wordsOf({ ...table, rows: table.rows.slice(0, 1) }).slice(0, 12) : [];
  const found = row.length > 0 ? `首个表格的第一行是“${brief(row.join('、'))}”。` : '';
  return nothing(
    'no-table',
    `文件中没有找到任务表，也没有编号的任务条目。任务表需要有一行表头，至少含任务内容和责任（牵头）单位。${found}请核对文件或补上表头后再导入。`,
    source.notes,
  );
}

function wordsOf(block: Block): string[] {
  const texts =
    block.kind === 'table' ? block.rows.flat().map((cell) => cell?.text ?? '') : [block.text];
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}

/** A reading of nothing, with the reason, and with what was seen of the file all the same. */
export function nothing(code: string, message: string, notes: readonly Note[] = []): Reading {
  const diagnostics: readonly Diagnostic[] = [
    finding(code, message),
    ...notes.map((note) => finding(note.code, note.message, note.where)),
  ];
  const regime = { duties: [], steps: [] };
  const heading = { title: null, issuer: null, documentNumber: null, issuedOn: null };
  return { draft: { ...heading, tasks: [], regime, text: '' }, diagnostics };
}
