import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText, replaceFile } from '../store/file.ts';
import type { Signer } from '../store/heads.ts';
import type { Means } from '../domain/proofFlaw.ts';

/** Ledger key 台账密钥: Ed25519, kept in the home folder and readable by its owner only. It signs the daily heads. */
export interface LedgerKey extends Signer {
  /** The half that others may have, as PEM. */
  readonly publicPem: string;
}

function pathOf(folder: string): string {
  return join(folder, 'keys', 'ledger.ed25519');
}

/** The key of a home folder; made at the first start. */
export function ledgerKey(folder: string): LedgerKey {
  return findLedgerKey(folder) ?? makeLedgerKey(folder);
}

/** The key of a home folder where no start has made one yet: none. */
export function findLedgerKey(folder: string): LedgerKey | undefined {
  const path = pathOf(folder);
  const kept = readText(path);
  if (kept === undefined) return undefined;
  try {
    return keyOf(createPrivateKey(kept));
  } catch (error) {
    throw new Error(
      `台账密钥 ${path} 无法读取（${(error as Error).message}）。请从备份恢复；确已丢失的，移走该文件后重新启动，此前的日签仍用旧公钥验证。`,
      { cause: error },
    );
  }
}

function makeLedgerKey(folder: string): LedgerKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  mkdirSync(join(folder, 'keys'), { recursive: true, mode: 0o700 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  replaceFile(pathOf(folder), String(pem), 0o600);
  return keyOf(privateKey);
}

function keyOf(privateKey: KeyObject): LedgerKey {
  const publicKey = createPublicKey(privateKey);
  return {
    id: idOf(publicKey),
    publicPem: String(publicKey.export({ type: 'spki', format: 'pem' })),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
  };
}

/** A public key names itself by the beginning of its digest. */
function idOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

/** What a reader verifies with, from the PEM of a public key. */
export function readerOf(pem: string): NonNullable<Means['key']> {
  const publicKey = createPublicKey(pem);
  if (publicKey.asymmetricKeyType !== 'ed25519') throw new Error('不是 Ed25519 公钥');
  return {
    id: idOf(publicKey),
    signed: (text, mark) => verify(null, Buffer.from(text), publicKey, Buffer.from(mark, 'base64')),
  };
}
