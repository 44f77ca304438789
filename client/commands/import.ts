import { directoryFindings } from '../../domain/directoryFindings.ts';
import { dayOf, instantOf } from '../../domain/instant.ts';
import type { Draft, Reading } from '../../domain/plan.ts';
import type { Directory } from '../../domain/unit.ts';
import { resolve } from '../../domain/unitResolve.ts';
import { readPlanFile, readUnits, ZONE } from './documents.ts';
import { namesWords, stillGrouped, type NamesFound } from './importNames.ts';
import { tasksTable } from './importTable.ts';
import { CommandEnd, EXIT, print, type Io } from './io.ts';
import { mustTakeRegime, proposedWords, writeRegime } from './regimeOut.ts';
import { afterImport, writeReviewed } from './reviewed.ts';
import { diagnosticsWords } from './words.ts';

export interface ImportOptions {
  readonly json?: boolean;
  readonly out?: string;
  /** Where the regime that the text prescribes is written. */
  readonly regime?: string;
  readonly force?: boolean;
  /** The unit directory 单位名录 that the printed names are compared with. */
  readonly units?: string;
}

/** `duban import FILE`: what was understood, and what a human eye should see. */
export async function importPlan(io: Io, path: string, options: ImportOptions): Promise<void> {
  const { json, out, regime } = options;
  const names = options.units === undefined ? undefined : directoryIn(io, options.units);
  if (regime !== undefined) mustTakeRegime(regime, path, options.force === true);
  const reading = await readPlanFile(io, path);
  const { draft, diagnostics } = reading;
  if (out !== undefined) writeReviewed(path, reading, out);
  const proposed = regime === undefined ? undefined : writeRegime(regime, draft);
  const proposal = proposed === undefined ? {} : { proposal: proposed };
  const found = names === undefined ? undefined : compared(names, draft);
  const named = found === undefined ? {} : { names: found.findings };
  print(io, json, { ...draft, diagnostics, ...proposal, ...named }, () =>
    [
      readingWords({ draft, diagnostics: stillGrouped(diagnostics, found) }, io.width),
      ...(found === undefined ? [] : namesWords(found, io.width)),
      ...afterImport(path, reading, { out, directory: names?.directory, width: io.width }),
      ...(proposed === undefined ? [] : proposedWords(proposed, path, io.width)),
    ].join('\n'),
  );
  if (diagnostics.some(({ severity }) => severity === 'blocking')) {
    throw new CommandEnd(EXIT.refused, '');
  }
}

interface NamesIn {
  readonly file: string;
  readonly directory: Directory;
}

function directoryIn(io: Io, file: string): NamesIn {
  return { file, directory: resolve(readUnits(file), dayOf(instantOf(io.now(), ZONE), ZONE)) };
}

function compared({ file, directory }: NamesIn, { tasks }: Draft): NamesFound {
  return { file, findings: directoryFindings(tasks, directory) };
}

export function readingWords({ draft, diagnostics }: Reading, width: number): string {
  const parts = [
    draft.title === null && draft.tasks.length === 0 ? undefined : headWords(draft),
    draft.tasks.length > 0 ? tasksTable(draft.tasks, width) : undefined,
    diagnosticsWords(diagnostics, width),
  ];
  return parts.filter((part) => part !== undefined && part !== '').join('\n');
}

function headWords({ title, issuer, documentNumber, issuedOn, tasks, absent = [] }: Draft): string {
  const lacks = absent.length === 0 ? '' : `（方案不完整，缺附件 ${absent.length} 个）`;
  const from = [issuer, documentNumber, issuedOn].filter((part) => part !== null).join(' ');
  const lines = [title ?? '（没有标题）', from, `任务 ${tasks.length} 项${lacks}`];
  return lines.filter((line) => line !== '').join('\n');
}
