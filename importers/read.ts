import type { Reading } from '../domain/plan.ts';
import { isOle, isZip, LIMITS, startsWith } from './archive.ts';
import type { Refusal } from './archive.ts';
import type { Source } from './blocks.ts';
import { entryNames } from './entryNames.ts';
import {
  PARTS_UNREAD,
  refusalOf,
  tooLarge,
  tooManyRows,
  tooManyWords,
  unknownKind,
  zipRefusal,
} from './refusals.ts';
import { nothing, understand } from './understand.ts';
import type { ReadOptions } from './understand.ts';

/** A file as it was handed in; `name` only helps to choose words, the bytes decide. */
export interface PlanFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One kind of file. The first that matches reads; what only one kind needs is loaded with it. */
export interface PlanReader {
  readonly name: string;
  readonly matches: (file: PlanFile, entries: readonly string[]) => boolean;
  /** Undefined: not of this kind after all. */
  readonly read: (file: PlanFile) => Promise<Source | Refusal | undefined>;
}

const workbook: PlanReader = {
  name: 'xlsx',
  matches: (_, entries) => entries.includes('xl/workbook.xml'),
  read: async ({ bytes }) => (await import('./xlsx.ts')).readWorkbook(bytes),
};

const word: PlanReader = {
  name: 'docx',
  matches: (_, entries) => entries.some((name) => name.startsWith('word/')),
  read: async ({ bytes }) => (await import('./docx.ts')).readWord(bytes),
};

const oldWorkbook: PlanReader = {
  name: 'xls',
  matches: ({ bytes }) => isOle(bytes),
  read: async ({ bytes }) => (await import('./xls.ts')).readOldWorkbook(bytes),
};

const pdf: PlanReader = {
  name: 'pdf',
  matches: ({ bytes }) => startsWith(bytes, [0x25, 0x50, 0x44, 0x46]),
  read: async ({ bytes }) => (await import('./pdf.ts')).readPdf(bytes),
};

/** Systems export separated fields under the names of workbooks too. */
const csv: PlanReader = {
  name: 'csv',
  matches: ({ name, bytes }) => /\.(csv|tsv|xls|et|xlsx)$/i.test(name) && !isZip(bytes),
  read: async ({ name, bytes }) => (await import('./csv.ts')).readCsv(bytes, name),
};

const text: PlanReader = {
  name: 'txt',
  matches: ({ bytes }) => !isZip(bytes),
  read: async ({ bytes }) => (await import('./text.ts')).readText(bytes),
};

export const READERS: readonly PlanReader[] = [workbook, word, oldWorkbook, pdf, csv, text];

/** Reads a plan from any file. Never throws: what cannot be read becomes a blocking diagnostic. */
export async function readPlan(file: PlanFile, options: ReadOptions): Promise<Reading> {
  const { name, bytes } = file;
  if (bytes.length === 0) return nothing('empty', `“${name}”是空文件。请重新取得文件后再导入。`);
  if (bytes.length > LIMITS.file) return nothing('unreadable', tooLarge(name));
  try {
    return understand(await sourceOf(file), options);
  } catch {
    return nothing(
      'unreadable',
      `“${name}”无法读取，文件可能已损坏。请用 WPS 或 Office 打开后另存再导入。`,
    );
  }
}

async function sourceOf(file: PlanFile): Promise<Source | Refusal> {
  const { name, bytes } = file;
  const refused = refusalOf(bytes);
  if (refused !== undefined) return { refused };
  const zip = isZip(bytes);
  const entries = zip ? entryNames(bytes) : [];
  for (const reader of READERS.filter((candidate) => candidate.matches(file, entries ?? []))) {
    const source = await reader.read(file);
    if (source) return checked(source, entries ?? []);
  }
  return { refused: zip ? await zipRefusal(bytes, entries) : unknownKind(name) };
}

/** Limits and remarks that hold for whatever kind of file. */
function checked(source: Source | Refusal, entries: readonly string[]): Source | Refusal {
  if ('refused' in source) return source;
  const long = source.blocks.find((b) => b.kind === 'table' && b.rows.length >= LIMITS.rows);
  if (long?.kind === 'table') return { refused: tooManyRows(long.name) };
  if (isTooLong(source)) return { refused: tooManyWords() };
  const notes = PARTS_UNREAD.filter(([part]) => entries.some((name) => part.test(name)));
  return { ...source, notes: [...source.notes, ...notes.map(([, note]) => note)] };
}

function isTooLong({ blocks }: Source): boolean {
  let [paragraphs, characters] = [0, 0];
  for (const block of blocks) {
    if (block.kind !== 'paragraph' || block.text.trim() === '') continue;
    paragraphs += 1;
    characters += block.text.length;
  }
  return paragraphs > LIMITS.paragraphs || characters > LIMITS.characters;
}
