import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { withHint } from '../../client/commands/hints.ts';
import { problemOf } from '../../client/server/problem.ts';
import { fault, FAULTS, type FaultCode } from '../../domain/faults.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CODES = Object.keys(FAULTS) as FaultCode[];
/** A flag, or a command with its first word, as one would type it. */
const TYPED = /(^|[^\w-])--[a-z]|\bduban [a-z]|\bnpm run\b/u;

/** A value for everything that the sentence of a fault asks for. */
function paramsOf(code: FaultCode): Record<string, string> {
  const names = String(FAULTS[code].say).matchAll(/\bp\.(\w+)/g);
  return Object.fromEntries([...names].map(([, name = '']) => [name, `某${name}`]));
}

describe('what the API answers names no command and no flag', () => {
  test.each(CODES)('%s', (code) => {
    const { title, detail } = problemOf(fault(code, paramsOf(code)));
    expect(title).not.toMatch(TYPED);
    expect(detail).not.toMatch(TYPED);
  });

  /** What only the command line prints, and the options of acts, of which pages show the explanation alone. */
  const OWN =
    /^client\/(commands\/|startup\/|servers\/|cli\.ts|start\.ts|demo\w*\.ts|plainWords|rehearsal)/u;
  const FLAGS = /\['--[a-z]|^\s*'--[a-z]|'duban act |^\s*(\*|\/\/|\/\*)/u;

  test.each(['domain', 'store', 'importers', 'client', 'web'])('sentences of %s', (folder) => {
    const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file}`)
      .filter((file) => /\.tsx?$/u.test(file) && !OWN.test(file));
    const found = files.flatMap((file) =>
      readFileSync(join(ROOT, file), 'utf8')
        .split('\n')
        .filter((line) => TYPED.test(line) && /\p{Script=Han}/u.test(line) && !FLAGS.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(found.filter((line) => !CALLED.some((own) => line.startsWith(own)))).toEqual([]);
  });

  /** The head of a file that the command line writes, a check that runs where no server is, and what an installer reads. */
  const CALLED = ['importers/reviewFile.ts', 'domain/proofVerify.ts', 'client/server/pages.ts'];
});

describe('the command line says what to type', () => {
  test('beneath the sentence that everybody reads', () => {
    const { code, message } = fault('task-unknown', { task: '9' });
    expect(withHint(code, message)).toBe(`${message}\n命令行：任务编号见 duban tasks。`);
  });

  test('and nothing where nothing is to be typed', () => {
    expect(withHint('internal', '出错。')).toBe('出错。');
  });
});
