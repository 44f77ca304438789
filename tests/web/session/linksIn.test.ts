import { describe, expect, test } from '@jest/globals';
import { linksIn } from '../../../web/session/linksIn.ts';

const ONE = 'a'.repeat(43);
const TWO = `${'b'.repeat(20)}_-${'c'.repeat(21)}`;

describe('set-up links in a text', () => {
  test('are found in what the first start prints, each once', () => {
    const text = `还没有设置三员账号：
  系统管理员  http://127.0.0.1:8710/setup#${ONE}
  安全管理员  https://duban.example/setup#${TWO}
  系统管理员  http://127.0.0.1:8710/setup#${ONE}`;
    expect(linksIn(text)).toEqual([ONE, TWO]);
  });

  test('a bare link counts, words and short marks do not', () => {
    expect(linksIn(ONE)).toEqual([ONE]);
    expect(linksIn('请打开链接 #1 和 http://127.0.0.1:8710/setup')).toEqual([]);
  });

  test('what stands behind # of an address is one', () => {
    expect(linksIn(`#${TWO}`)).toEqual([TWO]);
  });
});
