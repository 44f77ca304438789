import { existsSync, writeFileSync } from 'node:fs';
import { CommandEnd, EXIT } from './io.ts';

/** Refuses a file that is there already: it may be somebody's evidence. */
export function mustBeNew(path: string): void {
  if (existsSync(path)) refused(`${path} 已经存在，没有改写。请换一个文件名。`);
}

/** Writes a file that is not there yet. */
export function writeNew(path: string, text: string | Uint8Array): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') mustBeNew(path);
    refused(`无法写入 ${path}（${message}）。请核对文件夹和权限。`);
  }
}

function refused(detail: string): never {
  throw new CommandEnd(EXIT.refused, detail, { code: 'file', detail });
}
