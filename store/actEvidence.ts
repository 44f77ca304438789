import { EVIDENCE_FACTS } from '../domain/evidenceList.ts';
import type { Evidence } from '../domain/verifyMessages.ts';
import type { Db } from './pool.ts';

/** As the index `ledger_evidence` has it. */
const NAMES_FILES = `l.type in (${EVIDENCE_FACTS.map((type) => `'${type}'`).join(', ')})`;

const has = (message: string, sha256: string) =>
  `${message} -> 'evidence' @> jsonb_build_array(jsonb_build_object('sha256', ${sha256}))`;

/** Whether a fact names a file, as a condition; `sha256` is how the statement around it says the hash. */
export function namedByAct(sha256: string): string {
  return `exists (select 1 from ledger l where ${NAMES_FILES} and ${has('l.payload', sha256)})`;
}

/** Whether an act that has been received and not yet taken names it. */
export function namedByReceipt(sha256: string): string {
  return `exists (select 1 from intake i where i.verdict is null and i.refused is null and ${has('i.message', sha256)})`;
}

/** The unit that did it; null where the office did. */
const UNIT = `case when l.payload ->> 'by' like 'unit:%' then substr(l.payload ->> 'by', 6) end`;

/** An act that names a file which was sent for its unit. */
export interface ActNaming {
  readonly process: string;
  readonly name: string;
}

/** One that names what another unit sent, or what nobody sent, opens nothing. */
export async function actsNaming(
  db: Db,
  campaign: string,
  sha256: string,
): Promise<readonly ActNaming[]> {
  const { rows } = await db.query<ActNaming>(
    `select l.process, e ->> 'name' as name
       from ledger l cross join lateral jsonb_array_elements(l.payload -> 'evidence') as e
      where ${NAMES_FILES} and ${has('l.payload', '$2::text')} and l.campaign = $1 and e ->> 'sha256' = $2
        and exists (select 1 from evidence_sender s
                     where s.sha256 = $2 and s.campaign = $1 and s.unit = coalesce(${UNIT}, s.unit))
      order by l.at, l.process, l.seq, l.n`,
    [campaign, sha256],
  );
  return rows;
}

/** What an act named; `unit` is null where the office did it. */
export interface ActEvidence {
  readonly n: number;
  readonly unit: string | null;
  readonly evidence: readonly unknown[];
}

/**
 * What was handed in last about each of some matters, or interviews where `matter` is null: of an interview its newest
 * statement and its newest rectification. `n` is the place among those that are asked for.
 */
export async function newestOfActs(
  db: Db,
  asked: readonly { readonly process: string; readonly matter: string | null }[],
): Promise<readonly ActEvidence[]> {
  if (asked.length === 0) return [];
  const { rows } = await db.query<ActEvidence>(
    `select distinct on (a.n, l.type) a.n, ${UNIT} as unit, l.payload -> 'evidence' as evidence
       from jsonb_to_recordset($1) as a (n int, process text, matter text)
       join ledger l on l.process = a.process and ${NAMES_FILES} and l.kind = 'fact'
                    and (a.matter is null or l.payload ->> 'matter' = a.matter)
      order by a.n, l.type, l.seq desc, l.n desc`,
    [JSON.stringify(asked.map((one, n) => ({ ...one, n })))],
  );
  return rows.filter(({ evidence }) => Array.isArray(evidence));
}

/** Those of the files that were sent for one of the units, by hash. */
export async function sentFor(
  db: Db,
  campaign: string,
  evidence: readonly Evidence[],
  units: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ sha256: string }>(
    `select distinct sha256 from evidence_sender
      where campaign = $1 and sha256 = any ($2::text[]) and unit = any ($3::text[])`,
    [campaign, evidence.map(({ sha256 }) => sha256), units],
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}
