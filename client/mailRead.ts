import { createHash } from 'node:crypto';
import { simpleParser, type Attachment, type ParsedMail } from 'mailparser';
import type { Evidence } from '../domain/verifyMessages.ts';
import { refuse } from './faultError.ts';
import { mustBeOpenFile } from './openText.ts';

const MOST_EVIDENCE = 20;
/** HTML beyond this is not turned into text. */
const HTML_LIMIT = 2_000_000;
const PARSE_LIMIT_MS = 20_000;

/** A mail that cannot be read, or only in more time than it is worth, is refused. */
export async function readMail(raw: Buffer): Promise<ParsedMail> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('太复杂')), PARSE_LIMIT_MS);
  });
  try {
    const options = { skipImageLinks: true, skipTextLinks: true, maxHtmlLengthToParse: HTML_LIMIT };
    const mail = await Promise.race([simpleParser(raw, options), late]);
    if (mail.headers.size === 0) throw new Error('没有邮件头');
    return mail;
  } catch (error) {
    return refuse('mail-unreadable', { why: (error as Error).message.slice(0, 100) });
  } finally {
    clearTimeout(timer);
  }
}

/** The header as it stands, unfolded. */
export function headerOf({ headerLines }: ParsedMail, name: string): string | undefined {
  const line = headerLines.find(({ key }) => key === name)?.line;
  return line
    ?.slice(line.indexOf(':') + 1)
    .replace(/\s+/g, ' ')
    .trim();
}

/** Attachments 附件 by name and content; images that stand inside the text, such as a letterhead, prove nothing. */
export function filesIn(
  attachments: readonly Attachment[],
): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  const own = attachments.filter(({ related }) => !related);
  if (own.length > MOST_EVIDENCE) refuse('too-large', { limit: `${MOST_EVIDENCE} 个附件` });
  return own.map(({ filename, content }, i) => ({
    name: plain(filename ?? '').slice(0, 200) || `附件${i + 1}`,
    bytes: new Uint8Array(content),
  }));
}

export async function evidenceOf(attachments: readonly Attachment[]): Promise<Evidence[]> {
  const evidence: Evidence[] = [];
  for (const { name, bytes } of filesIn(attachments)) {
    await mustBeOpenFile(name, bytes);
    evidence.push({ name, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  return evidence;
}

export function senderOf({ from }: ParsedMail): string {
  const [first] = from?.value ?? [];
  const name = plain(first?.name ?? '').slice(0, 30);
  const address = plain(first?.address ?? '').slice(0, 80);
  if (name === '' && address === '') return '未写明（邮件）';
  return name === '' ? `${address}（邮件）` : `${name}（邮件 ${address}）`;
}

function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
