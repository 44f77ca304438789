import { glossary } from '../../domain/terms.ts';
import { TERMS } from '../../domain/termTable.ts';
import { table } from '../print.ts';
import { print, type Io } from './io.ts';

export interface GlossaryOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** `duban glossary`: the terms 术语表 as a table, or as the page of the documentation. */
export function printGlossary(io: Io, { json, markdown }: GlossaryOptions): void {
  print(io, json, TERMS, () => (markdown === true ? glossary() : glossaryWords(io.width)));
}

function glossaryWords(width: number): string {
  const rows = Object.entries(TERMS).flatMap(([kind, group]) =>
    Object.entries(group).map(([id, [chinese, says]]) => [kind, id, chinese, says]),
  );
  return table(['类别', '标识', '术语', '含义'], rows, { width });
}
