import { placeWords, type DocumentFault, type PathFault } from '../importers/yaml.ts';
import { refuse } from './faultError.ts';

/** Refuses a document that a check found faulty; one without faults passes. */
export function refuseFaulty(document: string, faults: readonly PathFault[]): void {
  if (faults.length === 0) return;
  refuseLines(
    document,
    faults.map(({ path, message }) =>
      path.length === 0 ? message : `${path.join('.')}：${message}`,
    ),
  );
}

/** Refuses a document whose text has faults: each at its line and column. */
export function refuseText(document: string, faults: readonly DocumentFault[]): never {
  return refuseLines(
    document,
    faults.map((found) => `${placeWords(found)}：${found.message}`),
  );
}

function refuseLines(document: string, lines: readonly string[]): never {
  const list = lines.map((line) => `· ${line}`).join('\n');
  return refuse('document-faulty', { document, count: lines.length, list });
}
