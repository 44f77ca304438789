import { isCollection, isMap, isNode, parseDocument } from 'yaml';
import type { Regime } from '../domain/regime.ts';
import { proposalYaml } from '../importers/regimeProposalYaml.ts';
import { readRegime, type RegimeReading } from '../importers/regime.ts';
import { DOCUMENT, isTooLarge, trapIn } from '../importers/yamlSyntax.ts';
import { refuse } from './faultError.ts';

/** One field that a form sets in the text of a regime; `null` takes it away. */
export interface RegimeEdit {
  readonly path: readonly (string | number)[];
  readonly value?: unknown;
}

/** The text with the fields set, its remarks kept. A text that is no YAML is left as it is. */
export function editedRegime(yaml: string, edits: readonly RegimeEdit[]): string {
  if (edits.length === 0 || isTooLarge(yaml, DOCUMENT) || trapIn(yaml, DOCUMENT)) return yaml;
  const document = parseDocument(yaml, { stringKeys: true });
  if (document.errors.length > 0 || !isMap(document.contents)) return yaml;
  for (const { path, value } of edits) {
    try {
      if (value === null || value === undefined) document.deleteIn(path);
      else {
        const next = inOneLine(document.createNode(value));
        const before = document.getIn(path, true);
        // A remark on the same line stays.
        if (isNode(before) && before.comment != null) next.comment = before.comment;
        document.setIn(path, next);
      }
    } catch {
      return refuse('message-malformed', { detail: `制度中没有 ${path.join('.')} 这一处` });
    }
  }
  return document.toString({ lineWidth: 0 });
}

/** `{ workdays: 3 }`, `[reporter, head]`: what is short stands on one line. */
function inOneLine<Node>(node: Node): Node {
  if (isCollection(node)) node.flow = node.items.every((item) => !isMap(item));
  return node;
}

/** A regime as text, in the manner of those that are shipped. */
export function regimeYaml(regime: Regime): string {
  return proposalYaml({ value: regime, notes: [], asks: [] }, [regime.title]);
}

export function checkedRegime(yaml: string): RegimeReading & { readonly yaml: string } {
  return { yaml, ...readRegime(yaml) };
}
