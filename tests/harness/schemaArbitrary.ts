import fc from 'fast-check';

type Def = Readonly<Record<string, unknown>>;
type Arb = fc.Arbitrary<unknown>;

/** Values that a field of this name is likely to have, so that inputs come further than the door. */
export type Likely = Readonly<Record<string, readonly unknown[]>>;

const DEEPEST = 7;

/** Inputs of a zod schema, as a caller would send them: mostly well formed, by its types, limits and patterns. */
export function arbitraryOf(schema: unknown, likely: Likely, name = '', depth = 0): Arb {
  const own = likely[name];
  const made = ofDef(defOf(schema), likely, name, depth);
  if (own === undefined) return made;
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...own) },
    { weight: 1, arbitrary: made },
  );
}

function defOf(schema: unknown): Def {
  return (schema as { _zod: { def: Def } })._zod.def;
}

function ofDef(def: Def, likely: Likely, name: string, depth: number): Arb {
  const inner = (next: unknown, field = name): Arb => arbitraryOf(next, likely, field, depth + 1);
  if (depth > DEEPEST) return fc.constant(null);
  switch (def['type']) {
    case 'string':
      return textOf(def);
    case 'number':
      return numberOf(def);
    case 'boolean':
      return fc.boolean();
    case 'literal':
      return fc.constantFrom(...(def['values'] as unknown[]));
    case 'enum':
      return fc.constantFrom(...Object.values(def['entries'] as Record<string, string>));
    case 'object':
      return objectOf(def, inner);
    case 'array':
      return fc.array(inner(def['element']), { maxLength: 3 });
    case 'tuple':
      return fc.tuple(...(def['items'] as unknown[]).map((item) => inner(item)));
    case 'record':
      return fc.dictionary(fc.string({ maxLength: 8 }), inner(def['valueType']), { maxKeys: 3 });
    case 'union':
      return fc.oneof(...(def['options'] as unknown[]).map((option) => inner(option)));
    case 'nullable':
      return fc.option(inner(def['innerType']));
    case 'pipe':
      return inner(def['in']);
    case 'lazy':
      return inner((def['getter'] as () => unknown)());
    default:
      return 'innerType' in def ? inner(def['innerType']) : fc.jsonValue({ maxDepth: 2 });
  }
}

function objectOf(def: Def, inner: (schema: unknown, field: string) => Arb): Arb {
  const shape = Object.entries(def['shape'] as Record<string, unknown>);
  const fields = Object.fromEntries(shape.map(([field, own]) => [field, inner(own, field)]));
  const isOptional = (schema: unknown) =>
    ['optional', 'default'].includes(String(defOf(schema)['type']));
  const requiredKeys = shape.filter(([, own]) => !isOptional(own)).map(([field]) => field);
  return fc.record(fields, { requiredKeys });
}

interface Check {
  readonly check?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly value?: number;
  readonly format?: string;
  readonly pattern?: RegExp;
}

function checksOf(def: Def): readonly Check[] {
  const list = (def['checks'] ?? []) as { readonly _zod: { readonly def: Check } }[];
  return [...list.map((one) => one._zod.def), def];
}

function textOf(def: Def): Arb {
  const checks = checksOf(def);
  const pattern = checks.find((check) => check.pattern !== undefined)?.pattern;
  if (pattern !== undefined) return matching(pattern);
  const most = checks.find(({ check }) => check === 'max_length')?.maximum ?? 40;
  const least = checks.find(({ check }) => check === 'min_length')?.minimum ?? 0;
  return fc.oneof(
    fc.string({ unit: 'binary', minLength: least, maxLength: Math.max(least, Math.min(most, 40)) }),
    fc.constantFrom(
      ...['甲', '进展', '２０２６', '％_', `'";--`, '🙂'].map((text) => text.padEnd(least, '局')),
    ),
  );
}

/** A pattern that the generator does not know is tried with plain letters. */
function matching(pattern: RegExp): Arb {
  try {
    const found = fc.stringMatching(new RegExp(pattern.source, pattern.flags.replace('u', '')), {
      size: '-1',
    });
    fc.sample(found, 1);
    return found;
  } catch {
    return fc.string({ maxLength: 12 });
  }
}

function numberOf(def: Def): Arb {
  const checks = checksOf(def);
  const least = checks.find(({ check }) => check === 'greater_than')?.value ?? -1000;
  const most = checks.find(({ check }) => check === 'less_than')?.value ?? 1_000_000;
  const isWhole = checks.some(({ format }) => format !== undefined && /int/.test(format));
  if (isWhole) return fc.integer({ min: Math.ceil(least), max: Math.floor(most) });
  return fc.double({ min: least, max: most, noNaN: true });
}

const ODD: readonly unknown[] = [
  ...[null, true, -1, 0, 1e308, 2 ** 53, 0.1, '', ' ', 'null', 'NaN', '-0', '\u0000', '\ud800'],
  ...[
    '\u202e甲局',
    'a\u0301'.repeat(50),
    '％'.repeat(300),
    '甲'.repeat(30_000),
    '../../etc/passwd',
  ],
  ...["'; drop table turn; --", '<script>1</script>', '{{7*7}}', '9999-99-99', '2026-02-30T25:61'],
  ...[[], {}, [[]], [null], { toString: 1 }, { length: -1 }, { constructor: { prototype: 1 } }],
  JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
  deep(500),
];

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
}

/** The same input with one field changed to something odd, left out, or added. */
export function mutated(input: fc.Arbitrary<unknown>): Arb {
  return fc
    .tuple(input, fc.nat(), fc.constantFrom(...ODD), fc.nat({ max: 9 }))
    .map(([own, n, odd, how]) => {
      if (typeof own !== 'object' || own === null) return odd;
      const keys = Object.keys(own);
      const key = keys[n % Math.max(1, keys.length)] ?? 'more';
      if (how === 0) return { ...own, more: odd };
      if (how === 1)
        return Object.fromEntries(Object.entries(own).filter(([name]) => name !== key));
      return { ...own, [key]: odd };
    });
}
