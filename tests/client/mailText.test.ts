import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FaultError } from '../../client/faultError.ts';
import { evidenceOf, readMail, senderOf } from '../../client/mailRead.ts';
import { isAutomatic, replyText, sectionsOf, tokensIn } from '../../client/mailText.ts';

const TOKEN = '0123456789abcdef-0123456789abcdef0123456789abcdef';

describe('what a reply says', () => {
  test.each([
    ['完成七成。\n\n> 原文', '完成七成。'],
    ['完成七成。\n\n------------------ 原始邮件 ------------------\n发件人: 督查室', '完成七成。'],
    ['完成七成。\r\n\r\n发件人：督查室\r\n主题：催办', '完成七成。'],
    ['完成七成。\n\n在 2026年4月1日，星期三，09:00，督查室 写道：\n> 请报送', '完成七成。'],
    ['完成七成。\n\nOn Wed, Apr 1, 2026 at 9:00 AM 督查室 <a@b.c>\nwrote:\n> 请', '完成七成。'],
    ['完成七成。\n\nOn Wed, Apr 1, 2026 office wrote:\n> 请', '完成七成。'],
    ['完成七成。\n\n督查室 <a@b.example> 于2026年4月1日周三 写道：\n\n请报送', '完成七成。'],
    ['完成七成。\n\n发自我的 iPhone', '完成七成。'],
    ['完成七成。\n\n-- \n某局办公室\n电话 0000', '完成七成。'],
    [`完成七成。\n\n[督办 ${TOKEN}]\n请勿删除`, '完成七成。'],
    ['第一段\n\n\n\n第二段', '第一段\n\n第二段'],
    ['我写道：这是报告里的话，在下周完成。', '我写道：这是报告里的话，在下周完成。'],
    ['> 全是引用', ''],
  ])('%j', (text, said) => {
    expect(replyText(text)).toBe(said);
  });

  test('of anything at all it is a part, line by line', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (lines) => {
        const given = new Set(
          lines
            .join('\n')
            .split(/\r\n|\r|\n/)
            .map((line) => line.trim()),
        );
        for (const line of replyText(lines.join('\n')).split('\n')) {
          expect(line.trim() === '' || given.has(line.trim())).toBe(true);
        }
      }),
    );
  });

  test('parts that name their task', () => {
    expect(sectionsOf('各位好\n任务3：清淤三公里\n已验收\n任务 12: 签约一个')).toEqual([
      { task: '3', text: '清淤三公里\n已验收' },
      { task: '12', text: '签约一个' },
    ]);
    expect(sectionsOf('1. 本月完成')).toEqual([]);
  });
});

describe('tokens', () => {
  test('are found in addresses, subjects and texts, each once', () => {
    const upper = `[督办 ${TOKEN.toUpperCase()}]`;
    expect(tokensIn([`duban+${TOKEN}@office.example`, upper])).toEqual([TOKEN]);
    expect(tokensIn([`https://office.example/r#${TOKEN}`])).toEqual([TOKEN]);
    expect(tokensIn([`${TOKEN}0`, `a${TOKEN}`, ''])).toEqual([]);
  });

  test('a mail full of them costs little', () => {
    const many = Array.from({ length: 5000 }, (_, i) => TOKEN.replace('0123', `${1000 + i}`));
    expect(tokensIn([many.join(' ')]).length).toBe(20);
  });
});

test.each([
  [{ 'auto-submitted': 'auto-replied' }, true],
  [{ 'auto-submitted': 'no' }, false],
  [{ precedence: 'bulk' }, true],
  [{ 'x-autoreply': 'yes' }, true],
  [{ 'return-path': '<>' }, true],
  [{ 'content-type': 'multipart/report; report-type=delivery-status' }, true],
  [{ from: 'a@b.example' }, false],
])('%j is automatic: %s', (headers, automatic) => {
  const known: Readonly<Record<string, string | undefined>> = headers;
  expect(isAutomatic((name) => known[name])).toBe(automatic);
});

describe('hostile mails', () => {
  const mail = (...lines: string[]) => Buffer.from(lines.join('\r\n'));

  test('parts within parts within parts are read or refused in time', async () => {
    const deep = Array.from({ length: 400 }, (_, i) => [
      `Content-Type: multipart/mixed; boundary="b${i}"`,
      '',
      `--b${i}`,
    ]).flat();
    const work = readMail(mail('From: a@b.example', ...deep, 'Content-Type: text/plain', '', '话'));
    await expect(
      work.then(
        () => 'read',
        (error: unknown) => (error instanceof FaultError ? error.fault.code : 'crash'),
      ),
    ).resolves.toMatch(/^(read|mail-unreadable)$/);
  });

  test('a letter in an old encoding, in base64, with markup only', async () => {
    const gbk = Buffer.from([0xc3, 0xf7, 0xcc, 0xec]).toString('base64');
    const plain = await readMail(
      mail(
        'From: =?GBK?B?w/fM7A==?= <a@b.example>',
        'Content-Type: text/plain; charset=gbk',
        'Content-Transfer-Encoding: base64',
        ...['', gbk],
      ),
    );
    expect(plain.text?.trim()).toBe('明天');
    expect(senderOf(plain)).toBe('明天（邮件 a@b.example）');
    const html = '<p>完成<b>七成</b></p><script>x()</script><img src="cid:1">';
    const marked = await readMail(mail('From: a@b.example', 'Content-Type: text/html', '', html));
    expect(replyText(marked.text ?? '')).toBe('完成七成');
  });

  test('no name of a sender or of a file carries what is not to be seen', async () => {
    const file = Buffer.from('abc');
    const read = await readMail(
      mail(
        'From: "a\u0007\u202eb" <a@b.example>',
        'Content-Type: multipart/mixed; boundary=x',
        ...['', '--x', 'Content-Type: text/plain', '', '话'],
        ...['--x', 'Content-Type: application/pdf; name="../../a\u202eb.pdf"'],
        ...['Content-Disposition: attachment', 'Content-Transfer-Encoding: base64', ''],
        ...[file.toString('base64'), '--x--'],
      ),
    );
    expect(senderOf(read)).not.toMatch(/[\u0007\u202e]/);
    const [evidence] = await evidenceOf(read.attachments);
    expect(evidence?.name).not.toMatch(/\u202e/);
    expect(evidence?.sha256).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  test('more files than a report takes, and nothing at all', async () => {
    const parts = Array.from({ length: 21 }, (_, i) => [
      ...['--x', 'Content-Type: text/csv', `Content-Disposition: attachment; filename=${i}.csv`],
      ...['', 'a'],
    ]);
    const read = await readMail(
      mail(
        'From: a@b.example',
        'Content-Type: multipart/mixed; boundary=x',
        ...['', ...parts.flat(), '--x--'],
      ),
    );
    await expect(evidenceOf(read.attachments)).rejects.toThrow(/20 个附件/);
    await expect(readMail(Buffer.alloc(0))).rejects.toThrow(/读不出来/);
  });

  test('random bytes never crash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const said = await readMail(Buffer.from(bytes)).then(
          ({ text = '' }) => replyText(text),
          (error: unknown) => error,
        );
        expect(typeof said === 'string' || said instanceof FaultError).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
