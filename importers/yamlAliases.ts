import { visit, type Alias, type Document } from 'yaml';
import type { Misplaced } from './yamlSyntax.ts';

/**
 * More aliases (each way of counting: written, or per expansion) than any document of ours needs.
 */
export const MOST_ALIASES = 100;

/** Aliases that lead nowhere, into themselves, or are too many. */
export function aliasFaults(document: Document.Parsed): readonly Misplaced[] {
  const found: { readonly alias: Alias; readonly ancestors: readonly unknown[] }[] = [];
  visit(document, {
    Alias(_key, alias, ancestors) {
      found.push({ alias, ancestors });
      return found.length > MOST_ALIASES ? visit.BREAK : undefined;
    },
  });
  if (found.length > MOST_ALIASES) {
    const last = found.at(-1)?.alias;
    return [
      { offset: last?.range?.[0] ?? 0, message: `引用（*）超过 ${MOST_ALIASES} 处，没有读取` },
    ];
  }
  const faults = found.flatMap(({ alias, ancestors }) => {
    const target = alias.resolve(document);
    const offset = alias.range?.[0] ?? 0;
    const name = `*${alias.source.slice(0, 30)}`;
    if (target === undefined) return [{ offset, message: `引用“${name}”之前没有定义` }];
    if (ancestors.includes(target)) return [{ offset, message: `引用“${name}”指向了自己` }];
    return [];
  });
  return faults.length > 0 ? faults : expansionFault(document, found.at(0)?.alias);
}

/** The bomb 引用炸弹: few aliases of aliases that spread into very many nodes. */
function expansionFault(document: Document.Parsed, first: Alias | undefined): readonly Misplaced[] {
  if (first === undefined) return [];
  try {
    document.toJS({ maxAliasCount: MOST_ALIASES });
    return [];
  } catch {
    const message = '引用（*）层层展开后内容过多，没有读取；请把内容直接写出来';
    return [{ offset: first.range?.[0] ?? 0, message }];
  }
}
