import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SKIPPED = new Set(['node_modules', '.duban', '.git', 'dist', 'coverage']);

/** Every file of the working tree but what is installed or made at run time, by path from the root. */
export function filesOf(ending: RegExp, folder = ROOT): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): readonly string[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesOf(ending, path);
    return ending.test(entry.name) ? [relative(ROOT, path).split('\\').join('/')] : [];
  });
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** One import or re-export of a file: where it leads, from the root where it is ours, and whether only types pass. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly types: boolean;
}

const parsed = new Map<string, ts.SourceFile>();

export function sourceOf(path: string): ts.SourceFile {
  const known = parsed.get(path);
  if (known) return known;
  const made = ts.createSourceFile(path, textOf(path), ts.ScriptTarget.ES2023, true);
  parsed.set(path, made);
  return made;
}

/** Every node of a source, parents first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}

export function arrowsOf(path: string): readonly Arrow[] {
  return sourceOf(path).statements.flatMap((statement): Arrow[] => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    if (!statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const name = statement.moduleSpecifier.text;
    const to = name.startsWith('.') ? posix.join(posix.dirname(path), name) : name;
    return [{ from: path, to, types: onlyTypes(statement) }];
  });
}

function onlyTypes(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
  const clause = statement.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  if (clause.name || named === undefined || !ts.isNamedImports(named)) return false;
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

/** Functions by place, with the lines that are their own: those of inner functions count there. */
export function functionsOf(
  path: string,
): readonly { readonly place: string; readonly lines: number }[] {
  const source = sourceOf(path);
  const line = (position: number) => source.getLineAndCharacterOfPosition(position).line;
  const span = (node: ts.Node) => line(node.end) - line(node.getStart()) + 1;
  return [...nodesOf(source)].filter(isFunction).map((node) => {
    const inner = outermost(node).reduce((sum, own) => sum + span(own) - 1, 0);
    return { place: `${path}:${line(node.getStart()) + 1}`, lines: span(node) - inner };
  });
}

function outermost(node: ts.Node): readonly ts.Node[] {
  return node.getChildren().flatMap((child) => (isFunction(child) ? [child] : outermost(child)));
}

/** Lines over the width, but for what no line break can mend: long literals, and comments up to 140. */
export function wideLines(path: string, width: number): readonly string[] {
  const source = sourceOf(path);
  const literals = [...nodesOf(source)].filter(isLiteral);
  const starts = source.getLineStarts();
  return source.text.split('\n').flatMap((text, n) => {
    if (text.length <= width) return [];
    if (/^\s*(\/\/|\/?\*)/.test(text) && text.length <= 140) return [];
    const start = starts[n] ?? 0;
    const end = start + text.length;
    const longest = literals
      .map((node) => Math.min(node.end, end) - Math.max(node.getStart(), start))
      .reduce((a, b) => Math.max(a, b), 0);
    return text.length - longest <= width / 2 ? [] : [`${path}:${n + 1}`];
  });
}

function isLiteral(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateExpression(node) ||
    ts.isRegularExpressionLiteral(node)
  );
}

function isFunction(node: ts.Node): boolean {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node)
  );
}

/** The first circle among the modules that load one another, if there is one. */
export function circleOf(paths: readonly string[]): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): readonly string[] | undefined => {
    const at = trail.indexOf(path);
    if (at >= 0) return [...trail.slice(at), path];
    if (done.has(path) || !paths.includes(path)) return undefined;
    for (const { to, types } of arrowsOf(path)) {
      const found = types ? undefined : visit(to, [...trail, path]);
      if (found) return found;
    }
    done.add(path);
    return undefined;
  };
  for (const path of paths) {
    const found = visit(path, []);
    if (found) return found;
  }
  return undefined;
}
