import { fault, type Fault } from './faults.ts';

/** Megabytes of one file, where nobody has set another limit. */
export const EVIDENCE_MB = 20;
/** Bytes that a unit may have sent in one campaign without any report naming them. */
export const EVIDENCE_UNNAMED = 500 * 1024 * 1024;
/** Calendar days after which a file that no report names may go. */
export const EVIDENCE_KEPT_DAYS = 7;

/** Kind 文件类型 of evidence that is taken. */
export interface EvidenceKind {
  /** The media type under which it is given out. */
  readonly type: string;
  readonly words: string;
  readonly endings: readonly string[];
  /** How the content begins; of `zip` the names of its parts are looked at as well. */
  readonly content: 'pdf' | 'png' | 'jpeg' | 'zip' | 'ole' | 'text';
  /** The folder that an office file of this kind must have inside. */
  readonly part?: string;
  /** The file that a container of this kind must have at its root, where it is no office file. */
  readonly root?: string;
}

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';

export const EVIDENCE_KINDS: readonly EvidenceKind[] = [
  { type: 'application/pdf', words: 'PDF', endings: ['pdf'], content: 'pdf' },
  { type: 'image/png', words: 'PNG 图片', endings: ['png'], content: 'png' },
  { type: 'image/jpeg', words: 'JPG 图片', endings: ['jpg', 'jpeg'], content: 'jpeg' },
  {
    ...{ type: `${OPEN_XML}.wordprocessingml.document`, words: 'Word 文档' },
    ...{ endings: ['docx'], content: 'zip', part: 'word/' },
  },
  {
    ...{ type: `${OPEN_XML}.spreadsheetml.sheet`, words: 'Excel 表格' },
    ...{ endings: ['xlsx'], content: 'zip', part: 'xl/' },
  },
  {
    ...{ type: `${OPEN_XML}.presentationml.presentation`, words: 'PPT 演示文稿' },
    ...{ endings: ['pptx'], content: 'zip', part: 'ppt/' },
  },
  {
    ...{ type: 'application/ofd', words: 'OFD 版式文件', endings: ['ofd'] },
    ...{ content: 'zip', root: 'OFD.xml' },
  },
  { type: 'application/msword', words: 'Word 文档（旧版）', endings: ['doc'], content: 'ole' },
  {
    type: 'application/vnd.ms-excel',
    words: 'Excel 表格（旧版）',
    endings: ['xls'],
    content: 'ole',
  },
  { type: 'text/plain', words: '文本', endings: ['txt'], content: 'text' },
  { type: 'text/csv', words: 'CSV 表格', endings: ['csv'], content: 'text' },
];

/** What a page shows beside the field. */
export const EVIDENCE_WORDS = 'PDF、OFD、PNG 或 JPG 图片、Word、Excel、PPT（pptx）、TXT、CSV';
export const EVIDENCE_ACCEPT = EVIDENCE_KINDS.flatMap(({ endings }) =>
  endings.map((ending) => `.${ending}`),
).join(',');

const MOST_NAME = 200;

/**
 * The name under which a file is kept: the last part of its path, without control characters and without those that turn the
 * direction of writing, by which a name can look like another. What is longer than 200 letters loses them before its ending.
 */
export function evidenceName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const letters = Array.from(plain);
  if (letters.length <= MOST_NAME) return plain;
  const ending = endingOf(plain);
  const tail = ending === undefined ? '' : `.${ending}`;
  return `${letters.slice(0, MOST_NAME - tail.length).join('')}${tail}`;
}

function endingOf(name: string): string | undefined {
  return /[^.]\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase();
}

/** The kind that a name says; undefined where it is none that is taken. */
function kindNamed(name: string): EvidenceKind | undefined {
  const ending = endingOf(name);
  return EVIDENCE_KINDS.find(({ endings }) => endings.some((own) => own === ending));
}

/** What a file is by its name and first bytes, or why it is not taken; `partsFault` looks further into an office file. */
export function evidenceKind(name: string, bytes: Uint8Array): EvidenceKind | Fault {
  const kind = kindNamed(name);
  if (kind === undefined) return fault('evidence-type', { name, kinds: EVIDENCE_WORDS });
  if (bytes.length === 0) return fault('evidence-empty', { name });
  return begins(kind.content, bytes) ? kind : notOf(kind, name);
}

function notOf({ words }: EvidenceKind, name: string): Fault {
  return fault('evidence-content', { name, kind: words });
}

/** What the standards for ciphers in an OFD (GM/T 0099) call the list of what is closed in it. */
const CLOSED = /(?:^|\/)Encryptions\.xml$/i;

/** Why an office file or an OFD is not taken, by the names of its parts; undefined parts: it cannot be opened. */
export function partsFault(
  kind: EvidenceKind,
  name: string,
  parts: readonly string[] | undefined,
): Fault | undefined {
  const { part = '', root = '[Content_Types].xml' } = kind;
  if (kind.root !== undefined && parts?.some((own) => CLOSED.test(own))) {
    return fault('evidence-locked', { name });
  }
  if (!parts?.includes(root) || !parts.some((own) => own.startsWith(part))) {
    return notOf(kind, name);
  }
  const isActive = parts.some((own) => /(?:^|\/)vba[^/]*\.bin$/i.test(own));
  return isActive ? fault('evidence-macro', { name }) : undefined;
}

const HEADS: Readonly<Record<Exclude<EvidenceKind['content'], 'text' | 'pdf'>, readonly number[]>> =
  {
    png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    jpeg: [0xff, 0xd8, 0xff],
    zip: [0x50, 0x4b, 0x03, 0x04],
    ole: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
  };
const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];
/** Readers of PDF look for its head within so many bytes. */
const PDF_WITHIN = 1024;

function begins(content: EvidenceKind['content'], bytes: Uint8Array): boolean {
  if (content === 'text') return isText(bytes);
  if (content !== 'pdf') return isAt(bytes, HEADS[content], 0);
  const last = Math.min(bytes.length, PDF_WITHIN) - PDF.length;
  for (let i = 0; i <= last; i += 1) if (isAt(bytes, PDF, i)) return true;
  return false;
}

function isAt(bytes: Uint8Array, head: readonly number[], from: number): boolean {
  return head.every((byte, i) => bytes[from + i] === byte);
}

/** Text has no byte 0 and hardly a control character; of two bytes a letter only where the mark of it stands first. */
function isText(bytes: Uint8Array): boolean {
  if (isAt(bytes, [0xff, 0xfe], 0) || isAt(bytes, [0xfe, 0xff], 0)) return bytes.length % 2 === 0;
  return bytes.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1a);
}

/** `812 字节`, `36 KB`, `1.2 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  const megabytes = bytes / 1024 / 1024;
  return `${megabytes < 10 ? Math.round(megabytes * 10) / 10 : Math.round(megabytes)} MB`;
}
