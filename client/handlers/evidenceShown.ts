import { sizeWords } from '../../domain/evidenceFile.ts';
import type { Evidence } from '../../domain/verifyMessages.ts';
import { keptFiles } from '../../store/evidenceFiles.ts';
import type { Db } from '../../store/pool.ts';
import type { EvidenceShown } from '../evidenceShown.ts';

const NOT_KEPT = '文件未存入系统，仅登记校验值';
const FOREIGN = '由报送单位存入，本单位不能下载';

/** What a unit named with a report or an act; `unit` is null where the office did it, and the file is a unit's of the task. */
export interface Named {
  readonly unit: string | null;
  readonly evidence: readonly Evidence[];
}

/**
 * How evidence 佐证 is shown, for many reports at one look into the register: whether the unit that names a file has sent it,
 * and whether the reader may have it: a unit has its own only.
 */
export async function evidenceIn(
  db: Db,
  campaign: string,
  all: readonly Named[],
  reader?: string,
): Promise<(named: Named) => EvidenceShown[]> {
  const hashes = new Set(all.flatMap(({ evidence }) => evidence.map(({ sha256 }) => sha256)));
  const rows = await keptFiles(db, campaign, [...hashes]);
  const sizes = new Map(rows.map(({ unit, sha256, size }) => [`${unit} ${sha256}`, size]));
  const anyUnit = new Map(rows.map(({ sha256, size }) => [sha256, size]));
  return ({ unit, evidence }) =>
    evidence.map(({ name, sha256 }) => {
      const size = unit === null ? anyUnit.get(sha256) : sizes.get(`${unit} ${sha256}`);
      if (size === undefined) return { name, sha256, kept: false, words: NOT_KEPT };
      const owner = unit ?? (sizes.has(`${reader} ${sha256}`) ? reader : null);
      const isForeign = reader !== undefined && reader !== owner;
      return { name, sha256, kept: !isForeign, words: isForeign ? FOREIGN : sizeWords(size) };
    });
}
