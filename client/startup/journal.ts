import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { openLog } from '../../store/file.ts';

const LIMIT_BYTES = 16 * 1024 * 1024;

/** A log file in the folder, one line a call; a full disk costs lines, never the process that writes them. */
export function journal(folder: string, name: string): (line: string) => void {
  const path = join(folder, `${name}.log`);
  let log = openLog(path);
  let written = 0;
  return (line) => {
    try {
      written += writeSync(log.fd, `${line}\n`);
      if (written < LIMIT_BYTES) return;
      log.close();
      log = openLog(path);
      written = 0;
    } catch {
      // there is nowhere to say it
    }
  };
}
