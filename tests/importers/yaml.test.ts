import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { Calendar } from '../../domain/calendar.ts';
import { faultWords, readYaml } from '../../importers/yaml.ts';

const Person = z.strictObject({ name: z.string(), age: z.int().min(0).optional() });
const Open = z.record(z.string(), z.unknown());

function told(text: string, schema: z.ZodType = Open): string[] {
  return readYaml(text, schema).faults.map(faultWords);
}

describe('a document that is whole', () => {
  test('is its value', () => {
    expect(readYaml('name: 甲\nage: 3', Person)).toMatchObject({
      value: { name: '甲', age: 3 },
      faults: [],
    });
  });

  test('may be JSON', () => {
    const text =
      '{"id": "cn",\n "version": 1,\n "announcedThrough": "2026-12-31",\n "rest": [3], "work": []}';
    expect(readYaml(text, Calendar).faults).toMatchObject([
      { line: 4, column: 11, path: 'rest[0]' },
    ]);
  });

  test('may use a few aliases', () => {
    expect(readYaml('a: &x [1, 2]\nb: *x', Open).value).toEqual({ a: [1, 2], b: [1, 2] });
  });

  test('spans count code points', () => {
    const text = '# 😀\nname: 甲乙 # 注\n';
    const span = readYaml(text, Person).spanOf(['name']);
    expect([...text].slice(span?.from, span?.to).join('')).toBe('甲乙');
    expect(readYaml(text, Person).spanOf(['age'])).toBeUndefined();
  });
});

describe('places', () => {
  test('columns count code points, not UTF-16 units', () => {
    expect(told('{name: 😀😀, agee: 1}', Person)).toEqual([
      '第1行第12列：不认识的键“agee”，是否想写“age”？',
    ]);
  });

  test('a byte order mark and CRLF do not shift them', () => {
    expect(told('\uFEFFname: 甲\r\nage: 是\r\n', Person)[0]).toMatch(/^第2行第6列：/);
  });

  test('extra checks are placed at their node, or at the nearest node above it', () => {
    const check = () => [
      { path: ['age'], message: '甲' },
      { path: ['name', 'first', 0], message: '乙' },
    ];
    const { value, faults } = readYaml('name: x\nage: 3', Person, check);
    expect(value).toBeUndefined();
    expect(faults.map(faultWords)).toEqual(['第1行第7列：乙', '第2行第6列：甲']);
  });

  test('every doubled key is told, together with the faults of the schema', () => {
    expect(told('age: x\nage: y\nage: 3\nnam: 1', Person)).toEqual([
      '第2行第1列：键“age”重复，同一处只能写一次',
      '第3行第1列：键“age”重复，同一处只能写一次',
      '第4行第1列：不认识的键“nam”，是否想写“name”？',
    ]);
  });

  test('a flood of faults is cut with the number that is left', () => {
    const faults = told('- x\n'.repeat(200), z.array(z.number()));
    expect(faults).toHaveLength(51);
    expect(faults.at(-1)).toMatch(/还有 150 处/);
  });
});

describe('syntax', () => {
  test.each([
    ['a tab', 'a:\n  b: 1\n\tc: 1\n', /^第3行第1列：.*制表符/],
    ['an open quote', "a: '甲\nb: 1\n", /^第3行第1列：缺少配对/],
    ['an open bracket', 'a: [1, 2\nb: 3\n', /^第2行第1列：.*括号/],
    ['two colons', 'a: b: c\n', /^第1行第4列：.*两个“键: ”/],
    ['two documents', 'a: 1\n---\nb: 1\n', /^第2行第1列：.*一份文档/],
    ['a custom tag', 'a: !!js/function 1\n', /^第1行第4列：.*类型标记/],
    ['an alias to nowhere', 'a: 1\nb: *x\n', /^第2行第4列：.*“\*x”之前没有定义/],
    ['an alias to itself', 'a: &a\n  b: *a\n', /^第2行第6列：.*指向了自己/],
    ['a map for a key', '{a: 1}: 甲\n', /^第1行第1列：键必须是文字/],
    ['a reserved character', 'a: @甲\n', /^第1行第4列：.*加上引号/],
  ])('%s', (_, text, says) => {
    expect(told(text)[0]).toMatch(says);
  });
});

describe('hostile texts', () => {
  const NINE = Array.from({ length: 9 });
  const bomb = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, i, all) => {
    const inner = i === 0 ? 'x' : `*${all[i - 1]}`;
    return `${name}: &${name} [${NINE.map(() => inner).join(', ')}]`;
  });

  test.each([
    ['2 MB', `a: ${'x'.repeat(2_000_000)}`, /1 MB/],
    ['more bytes than characters', `a: ${'甲'.repeat(400_000)}`, /1 MB/],
    ['a bomb of aliases', bomb.join('\n'), /展开后内容过多/],
    ['very many aliases', `a: &a 1\nb: [${'*a, '.repeat(300)}]`, /超过 100 处/],
    ['deep brackets', '['.repeat(500_000), /第1行第51列：括号嵌套/],
    ['deep braces', '{a: '.repeat(100_000), /括号嵌套/],
    ['deep dashes', '- '.repeat(100_000), /“- ”太多/],
    ['explicit keys', '? '.repeat(100_000), /不支持以“\? ”/],
    [
      'deep indentation',
      Array.from({ length: 900 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      /缩进/,
    ],
    ['very many commas', `[${','.repeat(900_000)}]`, /第1行第2列：多了一个逗号/],
    ['very many closing brackets', `a: ${']'.repeat(900_000)}`, /第1行第4列：多了一个“]”/],
    ['very many directives', '%A\n'.repeat(200_000), /第1行第1列：以 % 开头/],
    ['very many items', '- 1\n'.repeat(200_000), /内容项过多/],
  ])('%s is refused', (_, text, says) => {
    const faults = told(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(says);
  });

  test('a map of very many strange keys is told key by key, up to a number', () => {
    const keys = Array.from({ length: 60_000 }, (_, i) => `k${i}: 1\n`).join('');
    const faults = told(keys, Person);
    expect(faults).toHaveLength(51);
    expect(faults.at(-1)).toMatch(/还有 \d+ 处错误没有列出/);
  });

  test('keys of the language do no harm', () => {
    const { faults } = readYaml('__proto__: {name: x}\nconstructor: 1\n', Person);
    expect(faults.map(({ path }) => path).sort()).toEqual(['__proto__', 'constructor', 'name']);
    expect(Object.hasOwn(Object.prototype, 'name')).toBe(false);
  });

  test('a check that throws becomes a fault', () => {
    const { faults } = readYaml('name: x', Person, () => {
      throw new RangeError('坏检查');
    });
    expect(faults[0]?.message).toMatch(/坏检查/);
  });
});

test('only so many unknown keys as there are, each with its own suggestion', () => {
  const Offset = z.union([
    z.strictObject({ workdays: z.int() }),
    z.strictObject({ days: z.int() }),
  ]);
  expect(told('day: 3', Offset)).toEqual(['第1行第1列：不认识的键“day”，是否想写“days”？']);
  expect(told('hours: 3', Offset)[0]).toMatch(/不认识的键“hours”，请删去或改正/);
});
