import type { z } from 'zod';

export type Path = readonly (string | number)[];

type Schema = z.core.$ZodType;

/**
 * The definitions of the schemas that documents are made of, as far as they are asked about here.
 */
type Def =
  | { readonly type: 'object'; readonly shape: Readonly<Record<string, Schema>> }
  | { readonly type: 'array'; readonly element: Schema }
  | { readonly type: 'record'; readonly valueType: Schema }
  | { readonly type: 'union'; readonly options: readonly Schema[] }
  | { readonly type: 'pipe'; readonly in: Schema; readonly out: Schema }
  | { readonly type: 'enum'; readonly entries: Readonly<Record<string, string | number>> }
  | { readonly type: 'literal'; readonly values: readonly unknown[] }
  | { readonly type: Wrapper; readonly innerType: Schema }
  | { readonly type: 'string' | 'number' | 'boolean' | 'null' | 'other' };
type Wrapper =
  'optional' | 'nullable' | 'default' | 'prefault' | 'nonoptional' | 'readonly' | 'catch';

function defOf(schema: Schema): Def {
  return schema._zod.def as unknown as Def;
}

/** The schemas that a value may meet at a path: unions spread out, wrappers taken off. */
export function candidatesAt(schema: Schema, path: Path): readonly Schema[] {
  let here = spread(schema);
  for (const key of path) here = here.flatMap((candidate) => childrenOf(candidate, key));
  return here;
}

/** Every key that the objects among the candidates know. */
export function keysOf(candidates: readonly Schema[]): readonly string[] {
  const keys = candidates.map(defOf).flatMap((def) => {
    return def.type === 'object' ? Object.keys(def.shape) : [];
  });
  return [...new Set(keys)];
}

/** Every word that the enumerations among the candidates allow. */
export function valuesOf(candidates: readonly Schema[]): readonly string[] {
  const values = candidates.map(defOf).flatMap((def) => {
    if (def.type === 'enum') return Object.values(def.entries).map(String);
    return def.type === 'literal' ? def.values.map(String) : [];
  });
  return [...new Set(values)];
}

/**
 * What may be written, in words to follow 应写: `文字`, `month、quarter 之一`, `{ workdays: … } 或 { days:
 * … }`.
 */
export function expectedWords(candidates: readonly Schema[]): string {
  const values = valuesOf(candidates);
  const listed = values.length > 1 ? `${values.join('、')} 之一` : values.join('');
  const others = candidates.map(kindWords).filter((words) => words !== '');
  const all = [...new Set([listed, ...others])].filter((words) => words !== '');
  const words = all.length === 0 ? '别的内容' : all.join(' 或 ');
  return /^[\w{]/.test(words) ? ` ${words}` : words;
}

function spread(schema: Schema): readonly Schema[] {
  const def = defOf(schema);
  switch (def.type) {
    case 'union':
      return def.options.flatMap(spread);
    case 'pipe':
      return defOf(def.in).type === ('transform' as string) ? spread(def.out) : spread(def.in);
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return spread(def.innerType);
    default:
      return [schema];
  }
}

function childrenOf(schema: Schema, key: string | number): readonly Schema[] {
  const def = defOf(schema);
  if (def.type === 'array') return typeof key === 'number' ? spread(def.element) : [];
  if (def.type === 'record') return spread(def.valueType);
  if (def.type !== 'object' || !Object.hasOwn(def.shape, key)) return [];
  const child = def.shape[key];
  return child === undefined ? [] : spread(child);
}

function kindWords(schema: Schema): string {
  const def = defOf(schema);
  switch (def.type) {
    case 'string':
      return '文字';
    case 'number':
      return '数字';
    case 'boolean':
      return 'true 或 false';
    case 'array':
      return '列表（每项一行，以“- ”开头）';
    case 'record':
      return '一组键';
    case 'object':
      return shapeWords(def.shape);
    default:
      return '';
  }
}

/** The keys that must stand there; where none must, the first that may. */
function shapeWords(shape: Readonly<Record<string, Schema>>): string {
  const all = Object.entries(shape);
  const required = all.filter(([, field]) => field._zod.optin === undefined);
  const named = (required.length > 0 ? required : all).slice(0, 4).map(([key]) => `${key}: …`);
  return `{ ${named.join(', ')} }`;
}
