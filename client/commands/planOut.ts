import { existsSync } from 'node:fs';
import { planYamlOf, type WritablePlan } from '../../importers/planWrite.ts';
import { isTooLarge, PLAN } from '../../importers/yamlSyntax.ts';
import { replaceFile } from '../../store/file.ts';
import { unwritable } from '../unwritable.ts';
import { CommandEnd, EXIT, usage } from './io.ts';

/** Writes a confirmed plan as YAML of our own; a file that is there already may hold somebody's work and stays. */
export function writePlan(path: string, plan: WritablePlan): void {
  if (!/\.ya?ml$/i.test(path)) usage(`--out ${path} 应以 .yaml 结尾。`);
  if (existsSync(path)) refuseWriting(`${path} 已经存在，没有改写。请换一个文件名。`);
  const yaml = planYamlOf(plan);
  if (isTooLarge(yaml, PLAN)) {
    refuseWriting(
      `方案写成 YAML 超过 ${PLAN.megabytes} MB，今后无法再读入，没有写出。请直接用原文件启动，或分成几份。`,
    );
  }
  try {
    replaceFile(path, yaml);
  } catch (error) {
    refuseWriting(unwritable(path, error));
  }
}

function refuseWriting(detail: string): never {
  throw new CommandEnd(EXIT.refused, detail, { code: 'file', detail });
}
