import { describe, expect, test } from '@jest/globals';
import type { Reading } from '../../domain/plan.ts';
import { sliceSpan } from '../../importers/canonical.ts';
import { cell, codes, owners, paragraph, reading } from '../fixtures/import/build.ts';
import { wordDocument, workbook, type Rows } from '../fixtures/import/build.ts';

const HEAD = [
  ...['序号', '类别', '重点任务', '具体内容', '完成时间'],
  ...['牵头领导', '牵头单位', '配合单位', '备注'],
];
const TITLE = '东岭区青溪产业园建设任务分工表';

function wordTable(...rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `<w:tr>${row.map((text) => cell(text)).join('')}</w:tr>`);
  return `<w:tbl>${lines.join('')}</w:tbl>`;
}

function word(...rows: readonly (readonly string[])[]): Promise<Reading> {
  return reading(wordDocument(paragraph(TITLE) + wordTable(HEAD, ...rows)), '分工表.docx');
}

/** One row with the usual words, and others where the test asks for them. */
function row(
  over: Partial<Record<'no' | 'content' | 'time' | 'leader' | 'lead' | 'help', string>>,
) {
  const { no = '1', content = '整治甲河岸线', time = '2027年12月', leader = '' } = over;
  const { lead = '区甲局', help = '/' } = over;
  return [no, '治水', '整治岸线', content, time, leader, lead, help, ''];
}

function read(...rows: Rows): Promise<Reading> {
  return reading(workbook([[TITLE], HEAD, ...rows], ['A1:I1']));
}

const categories = ({ draft }: Reading) => draft.tasks.map((task) => task.category.join('/'));
const times = ({ draft }: Reading) =>
  draft.tasks.map(({ deadlines }) =>
    deadlines.map((d) => (d.kind === 'date' ? d.on : d.kind)).join(' '),
  );

describe('merged cells', () => {
  const MERGED = [
    ['1', '^治水', '^整治岸线', '整治甲河', '^2027年10月', '', '区甲局', '区丙局', '重点'],
    ['2', '"', '"', '整治乙河', '"', '', '区乙局', '', ''],
    ['3', '"', '^清淤', '清理甲河', '持续推进', '', '区甲局', '/', ''],
  ];

  test('an empty cell of a merge is the one above, an empty last column is empty', async () => {
    const result = await word(...MERGED);
    expect(categories(result)).toEqual(['治水/整治岸线', '治水/整治岸线', '治水/清淤']);
    const remarks = result.draft.tasks.map(({ spans }) => spans?.['remark']);
    expect(remarks.map((span) => span && sliceSpan(result.draft.text, span))).toEqual([
      ...['重点', undefined, undefined],
    ]);
    expect(owners(result, 1)).toEqual(['区乙局:lead']);
  });

  test('also where blanks stand for merges: never from 备注', async () => {
    const result = await read(
      ['1', '治水', '整治岸线', '整治甲河', '2027年10月', '', '区甲局', '', '重点'],
      ['2', '', '', '整治乙河', '', '', '', '', ''],
    );
    expect(categories(result)).toEqual(['治水/整治岸线', '治水/整治岸线']);
    expect(times(result)).toEqual(['2027-10-31', '2027-10-31']);
    expect(result.draft.tasks[1]?.spans?.['remark']).toBeUndefined();
    expect(codes(result)).toContain('value-inherited');
  });

  test('one time over two rows with different leads holds for both', async () => {
    const result = await word(...MERGED);
    expect(times(result)).toEqual(['2027-10-31', '2027-10-31', 'continuous']);
    expect([owners(result, 0)[0], owners(result, 1)[0]]).toEqual(['区甲局:lead', '区乙局:lead']);
    expect(result.draft.tasks[1]?.spans?.['deadlines']).toEqual(
      result.draft.tasks[0]?.spans?.['deadlines'],
    );
  });

  test('milestones of the row above are inherited whole', async () => {
    const result = await word(
      [
        '1',
        '^产业',
        '^化工',
        '建设甲基地',
        '^2027年入规、2028年开工、2030年投产',
        '',
        '区甲局',
        '',
        '',
      ],
      ['2', '"', '"', '建设乙基地', '"', '', '区乙局', '', ''],
    );
    expect(times(result)).toEqual([
      ...['2027-12-31 2028-12-31 2030-12-31', '2027-12-31 2028-12-31 2030-12-31'],
    ]);
  });

  test('category and key task repeated at a page break make no new ones', async () => {
    const once = await word(...MERGED);
    const rows = [
      ['1', '^治水', '^整治岸线', '整治甲河', '2027年10月', '', '区甲局', '', ''],
      ['2', '^治水', '^整治岸线', '整治乙河', '2027年10月', '', '区甲局', '', ''],
      ['3', '"', '^清淤', '清理甲河', '持续推进', '', '区甲局', '', ''],
    ];
    const body = paragraph(TITLE) + wordTable(HEAD, ...rows.slice(0, 1)) + paragraph('');
    const again = [
      await word(...rows),
      await reading(wordDocument(body + wordTable(HEAD, ...rows.slice(1))), '分工表.docx'),
      await reading(wordDocument(body + wordTable(...rows.slice(1))), '分工表.docx'),
    ];
    for (const result of again) expect(categories(result)).toEqual(categories(once));
  });
});

describe('what a cell says', () => {
  test('letters set one below another are one heading', async () => {
    const result = await read([
      '1',
      '规\n划\n定\n位\n好',
      '编制规划',
      '修编总体规划',
      '2027年',
      '',
      '区甲局',
      '',
      '',
    ]);
    expect(categories(result)).toEqual(['规划定位好/编制规划']);
  });

  test('a slash is nobody, also with a line behind it; in a unit of measure it is none', async () => {
    const result = await read(
      row({ content: '甲厂产能达到100万吨/年，亩均税收达到20万元/亩', help: '/' }),
      row({ no: '2', help: '/\n ', leader: '/' }),
    );
    expect(owners(result, 0)).toEqual(['区甲局:lead']);
    expect(owners(result, 1)).toEqual(['区甲局:lead']);
    expect(result.draft.tasks[1]?.leaders).toEqual([]);
    expect(result.draft.tasks[0]?.content).toContain('100万吨/年');
    expect(result.draft.tasks[0]?.statedTargets).toEqual([
      { what: '亩均税收', kind: 'amount', comparison: 'at-least', value: 20, unit: '万元/亩' },
    ]);
  });

  test('names padded to the same width are the names without the padding', async () => {
    const result = await read(
      row({ leader: '甲  乙\n丙丁戊' }),
      row({ no: '2', leader: '甲　乙' }),
      row({ no: '3', leader: '甲乙' }),
    );
    expect(result.draft.tasks.map(({ leaders }) => leaders)).toEqual([
      ...[['甲乙', '丙丁戊'], ['甲乙'], ['甲乙']],
    ]);
  });

  test('two posts of one person are one leader', async () => {
    const result = await read(
      row({ leader: '区委常委、副区长' }),
      row({ no: '2', leader: '常务副区长、区政府办主任' }),
      row({ no: '3', leader: '党组成员、副局长；区委常委、宣传部长' }),
    );
    expect(result.draft.tasks.map(({ leaders }) => leaders)).toEqual([
      ['区委常委、副区长'],
      ['常务副区长', '区政府办主任'],
      ['党组成员、副局长', '区委常委、宣传部长'],
    ]);
  });

  test.each(['区委督查室\n区政府督查室', '区委督查室、区政府督查室', '区委督查室，区政府督查室'])(
    'two leads in one cell: %j',
    async (lead) => {
      const result = await read(row({ lead }));
      expect(owners(result, 0)).toEqual(['区委督查室:lead', '区政府督查室:lead']);
    },
  );

  test('figures that were left out are suspect, and no target', async () => {
    const result = await read(row({ content: '新建多个5G基站，改造XX公里管网' }));
    expect(result.draft.tasks[0]?.statedTargets).toBeUndefined();
    const found = result.diagnostics.filter(({ code }) => code === 'text-suspect');
    expect(found.map(({ where }) => where)).toEqual(['D3', 'D3']);
    expect(found[0]?.message).toContain('新建多个5G基站');
  });
});

describe('rows that say how the plan is supervised', () => {
  test('are lifted into the regime and stay tasks', async () => {
    const result = await read(
      row({ content: '每月调度一次，每两月通报一次', time: '持续推进', lead: '区委督查室' }),
      row({ no: '2', content: '对工作推进不力的单位进行约谈', time: '持续推进' }),
      row({ no: '3', content: '对进展缓慢的项目挂牌督办', time: '持续推进' }),
    );
    expect(result.draft.tasks.map(({ no }) => no)).toEqual(['1', '2', '3']);
    expect(result.draft.tasks[1]?.content).toBe('对工作推进不力的单位进行约谈');
    const { duties, steps } = result.draft.regime;
    expect(duties.map(({ every, what }) => `${every} ${what}`)).toEqual([
      ...['month meeting', 'two-months bulletin'],
    ]);
    expect(steps.map(({ step }) => step)).toEqual(['interview', 'hang-listing']);
    for (const { quote, sentence } of [...duties, ...steps]) {
      expect(sentence?.cell).toMatch(/^D[345]$/);
      expect(sentence && sliceSpan(result.draft.text, sentence)).toContain(quote);
    }
  });
});

describe('a file that is only the annex', () => {
  test('says what the letter would have said, and reads all the same', async () => {
    const result = await read(row({}));
    const { title, issuer, documentNumber, issuedOn } = result.draft;
    expect([title, issuer, documentNumber, issuedOn]).toEqual([TITLE, null, null, null]);
    const found = result.diagnostics.find(({ code }) => code === 'header-missing');
    expect(found?.message).toContain('发文机关、文号、成文日期');
  });

  test('every task once, in its category, and every field at its cell', async () => {
    const kinds = ['治水', '治土', '治气'];
    const rows = Array.from({ length: 21 }, (_, i) => {
      const first = i % 7 === 0 ? '^' : '"';
      const kind = first === '^' ? `^${kinds[i / 7] ?? ''}` : '"';
      const key = first === '^' ? `^整治第${i / 7 + 1}类` : '"';
      return [`${i + 1}`, kind, key, `整治第${i + 1}处`, '2027年10月', '', '区甲局', '区乙局', ''];
    });
    const result = await word(...rows);
    expect(result.draft.tasks.map(({ no }) => Number(no))).toEqual(rows.map((_, i) => i + 1));
    expect(new Set(result.draft.tasks.map(({ category }) => category[0]))).toEqual(new Set(kinds));
    result.draft.tasks.forEach(({ spans = {}, source }, i) => {
      expect(source.cell).toBe(`第1表第${i + 2}行`);
      for (const [field, column] of [
        ...[
          ['no', 1],
          ['content', 4],
          ['deadlines', 5],
          ['lead', 7],
          ['cooperating', 8],
        ],
      ] as const) {
        expect(spans[field]?.cell).toBe(`第1表第${i + 2}行第${column}列`);
        const words = sliceSpan(result.draft.text, spans[field] ?? source);
        expect(words).toBe((rows[i]?.[column - 1] ?? '').replace(/^[\^"]/, ''));
      }
      expect(spans['category.0']?.cell).toBe(`第1表第${Math.floor(i / 7) * 7 + 2}行第2列`);
    });
  });
});
