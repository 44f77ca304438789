import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Calendar } from '../../domain/calendar.ts';
import { dayOf, instantOf, isRealDay, plusDays, type Day } from '../../domain/instant.ts';
import type { Diagnostic, Draft, Reading } from '../../domain/plan.ts';
import type { Regime } from '../../domain/regime.ts';
import type { Directory } from '../../domain/unit.ts';
import { resolve } from '../../domain/unitResolve.ts';
import { LIMITS } from '../../importers/archive.ts';
import { readDirectory } from '../../importers/directory.ts';
import { readPlanYaml } from '../../importers/planYaml.ts';
import { readPlan } from '../../importers/read.ts';
import { tooLarge } from '../../importers/refusals.ts';
import { readRegime } from '../../importers/regime.ts';
import { readYaml } from '../../importers/yaml.ts';
import { isOfficeFile, otherKind, type DocumentName } from '../documentKind.ts';
import { refuseText } from '../faultyDocument.ts';
import type { CampaignDocuments } from '../operations.ts';
import { mustBearNoMark, mustBeOpenFile, mustBeOpenText } from '../openText.ts';
import { PROJECT } from '../startup/home.ts';
import { CommandEnd, EXIT, usage, type Io } from './io.ts';
import { diagnosticsWords } from './words.ts';
import { requiredOf } from '../reviewRequired.ts';
import { reviewedReading, type ReviewedReading, type StartReview } from './reviewed.ts';

export const ZONE = 'Asia/Shanghai';
const CALENDAR = join(PROJECT, 'plans', 'calendar-cn.json');

/** Reads a plan of any kind, here and not on the server, with the answers of its review beside it. */
export async function readPlanFile(io: Io, path: string): Promise<ReviewedReading> {
  const { bytes, reading } = await readPlanAsPrinted(io, path);
  return reviewedReading(path, bytes, reading, dayOf(instantOf(io.now(), ZONE), ZONE));
}

/** Reads a plan without what anybody said about it. */
export async function readPlanAsPrinted(
  io: Io,
  path: string,
): Promise<{ readonly bytes: Uint8Array; readonly reading: Reading }> {
  const bytes = bytesOf(path);
  await mustBeOpenFile(basename(path), bytes);
  const reading = await readBytes(io, path, bytes);
  mustBearNoMark('文件', reading);
  return { bytes, reading };
}

function readBytes(io: Io, path: string, bytes: Uint8Array): Reading | Promise<Reading> {
  const today = dayOf(instantOf(io.now(), ZONE), ZONE);
  if (/\.(ya?ml|json)$/i.test(path) && bytes.length > 0) {
    return readPlanYaml(basename(path), yamlOf('方案', path, bytes), { today });
  }
  return readPlan({ name: basename(path), bytes }, { today });
}

export interface DocumentPaths {
  readonly regime: string;
  readonly units?: string | undefined;
  readonly calendar?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

type Documents = Pick<
  CampaignDocuments,
  'plan' | 'regime' | 'calendar' | 'directory' | 'horizon' | 'diagnostics'
>;

/** Everything that a campaign binds, read from files; the days are both inclusive. */
export async function readDocuments(
  io: Io,
  plan: string,
  paths: DocumentPaths,
  title?: string,
): Promise<Documents & { readonly review: StartReview }> {
  const { draft, diagnostics, open, confirm } = await readPlanFile(io, plan);
  refuseUnread(draft, diagnostics, io.width);
  const directory = paths.units === undefined ? undefined : readUnits(paths.units);
  const named = directory && resolve(directory, dayOf(instantOf(io.now(), ZONE), ZONE));
  return {
    review: { required: requiredOf(open, { directory: named, title }), confirm },
    plan: title === undefined ? draft : { ...draft, title },
    regime: readRegimeFile(paths.regime),
    calendar: readCalendar(paths.calendar),
    ...(directory === undefined ? {} : { directory }),
    horizon: horizonOf(io, paths),
    diagnostics: [...diagnostics],
  };
}

/** A file of which nothing could be read says so alone: that it has neither title nor tasks follows. */
function refuseUnread({ tasks }: Draft, diagnostics: readonly Diagnostic[], width: number): void {
  const blocking = diagnostics.filter(({ severity }) => severity === 'blocking');
  if (tasks.length > 0 || blocking.length === 0) return;
  const detail = diagnosticsWords(blocking, width);
  throw new CommandEnd(EXIT.refused, detail, { code: 'plan-unreadable', detail, blocking });
}

/** From today, to the end of the year in which it begins, unless told otherwise. `to` becomes exclusive. */
export function horizonOf(
  io: Io,
  { from, to }: Pick<DocumentPaths, 'from' | 'to'>,
): { readonly from: Day; readonly to: Day } {
  const first = day('--from', from ?? dayOf(instantOf(io.now(), ZONE), ZONE));
  const last = day('--to', to ?? `${first.slice(0, 4)}-12-31`);
  if (last < first) usage(`--to ${last} 早于 --from ${first}。请改正起止日期。`);
  return { from: first, to: plusDays(last, 1) };
}

function day(option: string, text: string): Day {
  return isRealDay(text) ? text : usage(`${option} ${text} 不是日期，应写作 2026-03-05。`);
}

export function readRegimeFile(path: string): Regime {
  const { regime, faults } = readRegime(yamlOf('制度', path));
  return regime ?? refuseText(`制度（${path}）`, faults);
}

/** A unit directory 单位名录, as it is written. */
export function readUnits(path: string): Directory {
  const { directory, faults } = readDirectory(yamlOf('单位名录', path));
  return directory ?? refuseText(`单位名录（${path}）`, faults);
}

/** A working calendar; the one that comes with the product where none is named. */
export function readCalendar(path: string = CALENDAR): Calendar {
  const { value, faults } = readYaml(yamlOf('工作日历', path), Calendar);
  return value ?? refuseText(`工作日历（${path}）`, faults);
}

/** The words of a document of our own; another one under its name is told by what it is, not by its keys. */
function yamlOf(wanted: DocumentName, path: string, bytes: Uint8Array = bytesOf(path)): string {
  if (isOfficeFile(bytes)) {
    const own = wanted === '方案' ? '' : `${wanted}应是 YAML 文件，方案原件写在命令后面。`;
    refused(`${path} 是 Word、Excel 或 PDF 文件，不是${wanted}的 YAML 文字。${own}请核对文件名。`);
  }
  const text = textOf(path, bytes);
  const other = otherKind(wanted, text);
  if (other !== undefined) refused(`${path} 是${other}，不是${wanted}。请核对文件名和选项。`);
  return text;
}

function refused(detail: string): never {
  throw new CommandEnd(EXIT.refused, detail, { code: 'file', detail });
}

/** The words of a text file; one that bears a classification mark 密级标志, in its name too, is refused. */
export function textOf(path: string, bytes: Uint8Array = bytesOf(path)): string {
  const text = decoded(path, bytes);
  mustBeOpenText(basename(path), text);
  return text;
}

function decoded(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refused(`${path} 不是 UTF-8 文字。请另存为 UTF-8 编码后再试。`);
  }
}

/** The bytes of a file; one that is too large is not read, whatever it says of its size. */
export function bytesOf(path: string): Uint8Array {
  const bytes = opened(path, (file) =>
    fstatSync(file).size > LIMITS.file ? undefined : readAtMost(file, LIMITS.file + 1),
  );
  if (bytes && bytes.length <= LIMITS.file) return bytes;
  return refused(tooLarge(basename(path)));
}

function opened<T>(path: string, use: (file: number) => T): T {
  try {
    const file = openSync(path, 'r');
    try {
      return use(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return refused(`${WHY[code]?.(path) ?? `无法读取 ${path}（${code}）。`}请核对文件名和权限。`);
  }
}

const PIECE = 1_000_000;

function readAtMost(file: number, most: number): Buffer {
  const parts: Buffer[] = [];
  for (let left = most; left > 0;) {
    const part = Buffer.allocUnsafe(Math.min(PIECE, left));
    const size = readSync(file, part);
    if (size === 0) break;
    parts.push(part.subarray(0, size));
    left -= size;
  }
  return Buffer.concat(parts);
}

const WHY: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `找不到文件 ${path}。`,
  EISDIR: (path) => `${path} 是文件夹，不是文件。`,
  EACCES: (path) => `没有权限读取 ${path}。`,
};
