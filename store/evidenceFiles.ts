import type { Instant } from '../domain/instant.ts';
import type { Evidence } from '../domain/verifyMessages.ts';
import { namedByAct, namedByReceipt } from './actEvidence.ts';
import type { Db } from './pool.ts';

/** For whom a file was sent: a unit of a campaign; by a link, or by none. */
export interface EvidenceOwner {
  readonly campaign: string;
  readonly unit: string;
}

export interface NewEvidenceFile extends EvidenceOwner {
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly name: string;
  readonly link: string;
  readonly actor: string;
  readonly at: Instant;
}

/** Keeps a file and that it was sent for a unit; false where the same was sent before. */
export async function insertEvidenceFile(db: Db, file: NewEvidenceFile): Promise<boolean> {
  const { sha256, bytes, type, campaign, unit, link, name, actor, at } = file;
  await db.query(
    `insert into evidence_file (sha256, bytes, size, media_type) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [sha256, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), bytes.length, type],
  );
  const { rowCount } = await db.query(
    `insert into evidence_sender (sha256, campaign, unit, link, name, actor, at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [sha256, campaign, unit, link, name, actor, at],
  );
  return rowCount === 1;
}

/** A file that was sent for a unit, without its bytes. */
export interface KeptFile {
  readonly unit: string;
  readonly sha256: string;
  readonly size: number;
}

/** Those of the files that were sent for a unit of the campaign, by unit and hash. */
export async function keptFiles(
  db: Db,
  campaign: string,
  hashes: readonly string[],
): Promise<readonly KeptFile[]> {
  if (hashes.length === 0) return [];
  const { rows } = await db.query<KeptFile>(
    `select distinct s.unit, s.sha256, f.size from evidence_sender s join evidence_file f using (sha256)
      where s.campaign = $1 and s.sha256 = any ($2::text[])`,
    [campaign, hashes],
  );
  return rows;
}

/** Who sent a file in a campaign, the first one first. */
export interface EvidenceSender {
  readonly unit: string;
  readonly link: string;
  readonly name: string;
  readonly actor: string;
}

export async function sendersOf(
  db: Db,
  campaign: string,
  sha256: string,
): Promise<readonly EvidenceSender[]> {
  const { rows } = await db.query<EvidenceSender>(
    `select unit, link, name, actor from evidence_sender where campaign = $1 and sha256 = $2
      order by at, unit, link`,
    [campaign, sha256],
  );
  return rows;
}

/** A report that names a file which was sent for its unit; the obligation once its process has taken it. */
export interface NamedEvidence {
  readonly task: string;
  readonly unit: string;
  readonly obligation: string | null;
  readonly name: string;
}

/** A report that names what another unit sent, or what nobody sent, opens nothing. */
export async function namedEvidence(
  db: Db,
  campaign: string,
  sha256: string,
): Promise<readonly NamedEvidence[]> {
  const { rows } = await db.query<NamedEvidence>(
    `select split_part(i.process, '/', 3) as task, i.message ->> 'unit' as unit, l.obligation, e.name
       from evidence e
       join intake i on i.request_id = e.request_id
       left join ledger l on l.process = i.process and l.type = 'report'
                         and l.key = l.obligation || ':report:' || i.request_id
      where e.sha256 = $2 and i.campaign = $1 and i.refused is null
        and exists (select 1 from evidence_sender s
                     where s.sha256 = e.sha256 and s.campaign = i.campaign and s.unit = i.message ->> 'unit')
      order by i.received_at, i.request_id, e.n`,
    [campaign, sha256],
  );
  return rows;
}

export async function evidenceBytes(
  db: Db,
  sha256: string,
): Promise<{ readonly bytes: Buffer; readonly type: string } | undefined> {
  const { rows } = await db.query<{ bytes: Buffer; type: string }>(
    'select bytes, media_type as type from evidence_file where sha256 = $1',
    [sha256],
  );
  return rows[0];
}

/** Bytes that were sent for a unit and that neither a report nor an act names. */
export async function unnamedSize(db: Db, { campaign, unit }: EvidenceOwner): Promise<number> {
  const { rows } = await db.query<{ size: string }>(
    `select coalesce(sum(f.size), 0)::text as size
       from (select distinct sha256 from evidence_sender where campaign = $1 and unit = $2) s
       join evidence_file f using (sha256)
      where not exists (select 1 from evidence e where e.sha256 = s.sha256)
        and not ${namedByAct('s.sha256')} and not ${namedByReceipt('s.sha256')}`,
    [campaign, unit],
  );
  return Number(rows[0]?.size ?? 0);
}

/** The same report counts in another campaign: what was sent for the one unit was sent for the other as well. */
export async function shareEvidence(
  db: Db,
  from: EvidenceOwner,
  to: EvidenceOwner,
  hashes: readonly string[],
): Promise<void> {
  if (hashes.length === 0) return;
  await db.query(
    `insert into evidence_sender (sha256, campaign, unit, link, name, actor, at)
     select sha256, $3, $4, link, name, actor, at from evidence_sender
      where campaign = $1 and unit = $2 and sha256 = any ($5::text[])
     on conflict do nothing`,
    [from.campaign, from.unit, to.campaign, to.unit, hashes],
  );
}

/**
 * Removes files that were last sent before an instant and that no report, no act and no draft names, a number of them at
 * a time; how many went.
 */
export async function purgeEvidence(db: Db, before: Instant, most = 100): Promise<number> {
  const { rowCount } = await db.query(
    `delete from evidence_file where sha256 in (
       select f.sha256 from evidence_file f
        where not exists (select 1 from evidence_sender s where s.sha256 = f.sha256 and s.at >= $1)
          and not exists (select 1 from evidence e where e.sha256 = f.sha256)
          and not ${namedByAct('f.sha256')} and not ${namedByReceipt('f.sha256')}
          and not exists (select 1 from draft d where d.content @> jsonb_build_object('evidence',
                jsonb_build_array(jsonb_build_object('sha256', f.sha256))))
        limit $2)`,
    [before, most],
  );
  return rowCount ?? 0;
}

/** What the newest report on an obligation names, by the place of the obligation among those that are asked for. */
export async function newestEvidence(
  db: Db,
  asked: readonly { readonly process: string; readonly obligation: string }[],
): Promise<
  readonly { readonly n: number; readonly unit: string; readonly evidence: readonly Evidence[] }[]
> {
  if (asked.length === 0) return [];
  const { rows } = await db.query<{ n: number; unit: string; evidence: readonly Evidence[] }>(
    `select a.n, r.unit, r.evidence
       from jsonb_to_recordset($1) as a (n int, process text, obligation text)
       cross join lateral (
         select l.payload ->> 'unit' as unit, l.payload -> 'evidence' as evidence from ledger l
          where l.process = a.process and l.type = 'report'
            and (l.obligation = a.obligation or l.payload -> 'with' ? a.obligation)
          order by l.seq desc, l.n desc limit 1) r
      where r.evidence is not null
      order by a.n`,
    [JSON.stringify(asked.map(({ process, obligation }, n) => ({ n, process, obligation })))],
  );
  return rows;
}
