import { sizeWords } from '../../domain/evidenceFile.ts';
import type { Evidence } from '../../domain/verifyMessages.ts';
import { keptFiles } from '../../store/evidenceFiles.ts';
import type { Db } from '../../store/pool.ts';
import type { EvidenceShown } from '../evidenceShown.ts';

const NOT_KEPT = '文件未存入系统，仅登记校验值';
const FOREIGN = '由报送单位存入，本单位不能下载';

/** What a report of a unit named. */
export interface Named {
  readonly unit: string;
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
  return ({ unit, evidence }) =>
    evidence.map(({ name, sha256 }) => {
      const size = sizes.get(`${unit} ${sha256}`);
      if (size === undefined) return { name, sha256, kept: false, words: NOT_KEPT };
      const isForeign = reader !== undefined && reader !== unit;
      return { name, sha256, kept: !isForeign, words: isForeign ? FOREIGN : sizeWords(size) };
    });
}
