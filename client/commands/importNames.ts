import { findingWords, type NameFinding } from '../../domain/directoryFindings.ts';
import type { Diagnostic } from '../../domain/plan.ts';
import { item } from './words.ts';

/** What a unit directory 单位名录 knows of the printed names of a plan. */
export interface NamesFound {
  readonly file: string;
  readonly findings: readonly NameFinding[];
}

const UNSETTLED: readonly NameFinding['kind'][] = ['unknown', 'proposed', 'open'];

/** Groups that the directory resolves are no matter any more. */
export function stillGrouped(
  diagnostics: readonly Diagnostic[],
  found: NamesFound | undefined,
): readonly Diagnostic[] {
  const settled = (found?.findings ?? []).flatMap(({ kind, printed }) =>
    kind === 'group' || kind === 'unit' ? [`“${printed}”`] : [],
  );
  return diagnostics.filter(
    ({ code, message }) =>
      code !== 'group-unresolved' || !settled.some((name) => message.startsWith(name)),
  );
}

/** First what a start waits for, then what resolves under another name. */
export function namesWords({ file, findings }: NamesFound, width: number): readonly string[] {
  const open = findings.filter(({ kind }) => UNSETTLED.includes(kind));
  const settled = findings.filter(({ kind }) => !UNSETTLED.includes(kind));
  const told = settled.flatMap((finding) => findingWords(finding) ?? []);
  const summary = `对照名录 ${file}：方案中 ${findings.length} 个名称，${settled.length} 个对得上，${open.length} 个对不上。`;
  return [
    ...item(summary, width, ''),
    ...(open.length === 0 ? [] : [`对不上的（${open.length}）`]),
    ...open.flatMap((finding) => item(`${findingWords(finding) ?? finding.printed}。`, width)),
    ...(told.length === 0 ? [] : [`按名录理解的（${told.length}）`]),
    ...told.flatMap((words) => item(`${words}。`, width)),
  ];
}
