import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText, replaceFile } from '../../store/file.ts';

const PREFIX = 'v1.';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals a phone or a second factor (AES-256-GCM); `place` is bound to it, so that it cannot be moved to another row. */
export function seal(key: Buffer, text: string, place: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return PREFIX + Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url');
}

/** What was sealed; undefined where the key is another, the place is another, or somebody has changed it. */
export function unseal(key: Buffer, sealed: string, place: string): string | undefined {
  const bytes = Buffer.from(sealed.slice(PREFIX.length), 'base64url');
  if (!sealed.startsWith(PREFIX) || bytes.length < IV_BYTES + TAG_BYTES) return undefined;
  const end = bytes.length - TAG_BYTES;
  try {
    const opened = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES));
    opened.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(end));
    const body = Buffer.concat([opened.update(bytes.subarray(IV_BYTES, end)), opened.final()]);
    return body.toString('utf8');
  } catch {
    return undefined;
  }
}

/** The key 人员信息密钥 of a home folder, readable by its owner only; made once. */
export function personKey(folder: string): Buffer {
  const path = join(folder, 'keys', 'persons.aes');
  const kept = readText(path)?.trim();
  if (kept === undefined) {
    const made = randomBytes(32);
    mkdirSync(join(folder, 'keys'), { recursive: true, mode: 0o700 });
    replaceFile(path, `${made.toString('base64url')}\n`, 0o600);
    return made;
  }
  const key = Buffer.from(kept, 'base64url');
  if (key.length === 32) return key;
  throw new Error(
    `人员信息密钥 ${path} 无法读取。请从备份恢复；确已丢失的，移走该文件后重新启动，此前登记的电话和动态口令须重新登记。`,
  );
}
