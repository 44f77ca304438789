/** What a reply says: everything above the quoted mail, without the sender's signature. */
export function replyText(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const end = lines.findIndex((line, i) => isQuoteHead(line, lines[i + 1] ?? ''));
  const own = end < 0 ? lines : lines.slice(0, end);
  const signed = own.findIndex((line) => /^--\s?$/.test(line));
  const kept = (signed < 0 ? own : own.slice(0, signed)).filter((line) => !isNoise(line));
  return kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const HEADS: readonly RegExp[] = [
  /^\s*[>＞]/,
  /^\s*[-—_=*]{2,}\s*(?:原始邮件|原邮件|转发(?:的)?邮件|回复的(?:原)?邮件|Original Message|Forwarded message)/i,
  /^\s*_{10,}\s*$/,
  /^\s*\**(?:发件人|寄件者|From)\**\s*[:：]\s*\**\s*\S/i,
  /^\s*在?\s*(?:于\s*)?\d{4}\s*[年/.-].{0,120}(?:写道|来信|编写)\s*[:：]?\s*$/u,
  /^\s*.{0,160}(?:<[^<>\s]+@[^<>\s]+>|@\S+).{0,60}(?:写道|来信)\s*[:：]?\s*$/u,
  /^\s*On .{0,200} wrote:\s*$/i,
  /^\s*[[【]督办\s+[0-9a-f]{16}-[0-9a-f]{32}[\]】]\s*$/i,
];

function isQuoteHead(line: string, next: string): boolean {
  if (HEADS.some((head) => head.test(line))) return true;
  return /^\s*On /i.test(line) && /wrote:\s*$/i.test(next);
}

function isNoise(line: string): boolean {
  return /^\s*(?:发自|从)我的.{1,30}(?:发送)?\s*$|^\s*Sent from my .{1,40}$|^\s*(?:来自|发自).{0,20}(?:邮箱|手机|客户端)\s*$|^\s*\[(?:cid|image):[^\]]*\]\s*$/iu.test(
    line,
  );
}

const TOKEN = /(?<![0-9a-f])[0-9a-f]{16}-[0-9a-f]{32}(?![0-9a-f])/gi;
const MOST_TOKENS = 20;

/** Everything in these texts that looks like the token of a link, in order, each once. */
export function tokensIn(texts: readonly string[]): readonly string[] {
  const found = texts.flatMap((text) => text.match(TOKEN) ?? []);
  return [...new Set(found.map((token) => token.toLowerCase()))].slice(0, MOST_TOKENS);
}

/** A part of a reply that names its task: `任务3：……`. */
export interface Section {
  readonly task: string;
  readonly text: string;
}

/** The parts of a reply about several tasks; what stands before the first belongs to none. */
export function sectionsOf(text: string): readonly Section[] {
  const sections: { task: string; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const [, task, rest = ''] = /^\s*任务\s*([^\s:：]{1,20})\s*[:：]\s*(.*)$/u.exec(line) ?? [];
    if (task !== undefined) sections.push({ task, lines: [rest] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections.map(({ task, lines }) => ({ task, text: lines.join('\n').trim() }));
}

/** Whether a machine has written it: an answer of absence, a report of failure, a list. */
export function isAutomatic(header: (name: string) => string | undefined): boolean {
  const submitted = header('auto-submitted')?.toLowerCase();
  if (submitted !== undefined && submitted !== 'no') return true;
  if (/^(bulk|junk|list|auto_reply)$/i.test(header('precedence') ?? '')) return true;
  return (
    header('x-autoreply') !== undefined ||
    /multipart\/report/i.test(header('content-type') ?? '') ||
    /^<>$|mailer-daemon/i.test(header('return-path') ?? '')
  );
}
