import type { Day } from '../domain/instant.ts';
import type { Reading } from '../domain/plan.ts';
import { decodeText } from '../importers/decode.ts';
import { readPlanYaml } from '../importers/planYaml.ts';
import { readPlan, type PlanFile } from '../importers/read.ts';
import { isOfficeFile, otherKind } from './documentKind.ts';
import { refuse } from './faultError.ts';
import { mustBearNoMark, mustBeOpenFile } from './openText.ts';

/** Whether a file is a plan of our own: nothing in it is in doubt, a person wrote it. */
export function isOwnPlan(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name);
}

/** Reads a plan of any kind from its bytes; one that bears a mark, or of which nothing could be read, is refused. */
export async function readPlanBytes(file: PlanFile, today: Day): Promise<Reading> {
  const { name, bytes } = file;
  await mustBeOpenFile(name, bytes);
  const reading = await readingOf(file, today);
  mustBearNoMark('文件', reading);
  const blocking = reading.diagnostics.filter(({ severity }) => severity === 'blocking');
  if (reading.draft.tasks.length > 0) return reading;
  const list = blocking.map(({ message }) => `· ${message}`).join('\n');
  return refuse('plan-unreadable', { file: name, list: list || '· 没有找到任务，请核对文件。' });
}

async function readingOf({ name, bytes }: PlanFile, today: Day): Promise<Reading> {
  if (!isOwnPlan(name) || bytes.length === 0 || isOfficeFile(bytes)) {
    return readPlan({ name, bytes }, { today });
  }
  const { text } = decodeText(bytes) ?? {};
  if (text === undefined) {
    return refuse('plan-unreadable', {
      file: name,
      list: '· 不是 UTF-8 文字。请另存为 UTF-8 编码。',
    });
  }
  const other = otherKind('方案', text);
  if (other === undefined) return readPlanYaml(name, text, { today });
  return refuse('plan-unreadable', { file: name, list: `· 这是${other}，不是方案。请核对文件。` });
}
