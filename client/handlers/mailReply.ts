import { createHash } from 'node:crypto';
import type { AddressObject, ParsedMail } from 'mailparser';
import { readProcess } from '../../domain/ids.ts';
import type { ReportSubmitted } from '../../domain/taskMessages.ts';
import { findReceipt, type Receipt } from '../../store/intake.ts';
import type { Caller } from '../caller.ts';
import { FaultError, refuse } from '../faultError.ts';
import { keyOfLinks, linkCaller, linkIn } from '../identity/links.ts';
import type { Entry } from '../linkAnswers.ts';
import { isAutomatic, replyText, sectionsOf, tokensIn } from '../mailText.ts';
import { evidenceOf, filesIn, headerOf, readMail, senderOf } from '../mailRead.ts';
import { mustBearNoMark } from '../openText.ts';
import { REPORT_LIMIT, type OutputOf, type TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { attempt } from './actor.ts';
import { keepAttached } from './evidence.ts';
import { openLink, reportByLink } from './linkReports.ts';
import { submitReport } from './reports.ts';

type Taken = OutputOf<'receiveMail'>;

/**
 * Takes the reply to a mail of ours: who may report what is told by the token of its link, in the address, the subject or the
 * marker `[督办 …]`; what stands above the quoted mail is the report, attachments are evidence, kept where they are of a kind that is.
 */
export async function receiveMail(
  service: Service,
  input: TakenOf<'receiveMail'>,
  actor: string,
): Promise<Taken> {
  const what = { actor, act: 'receiveMail', subject: '' };
  return attempt(service, what, async () => {
    const raw = Buffer.from(input.mail, 'base64');
    const mail = await readMail(raw);
    const { subject = '', text = '' } = mail;
    mustBearNoMark('邮件', [subject, text]);
    if (isAutomatic((name) => headerOf(mail, name))) refuse('mail-automatic');
    const caller = await callerOf(service, mail);
    const evidence = await evidenceOf(mail.attachments);
    const said = replyText(text);
    if (said === '') refuse('mail-empty');
    if (said.length > REPORT_LIMIT) refuse('too-large', { limit: `${REPORT_LIMIT} 字` });
    const visited = { ...service, caller };
    const { entries, unit } = await openLink(visited);
    const sentBy = senderOf(mail);
    const answer: Taken = { unit, sentBy, taken: [], refused: [] };
    const more = evidence.length > 0 ? { evidence } : {};
    await keepAttached(visited, filesIn(mail.attachments));
    for (const part of await partsOf(service, said, entries, (i, own) =>
      idOf(mail, raw, caller, i, own),
    )) {
      const { text: own, requestId } = part;
      try {
        answer.taken.push(
          'earlier' in part
            ? await repeatedly(visited, part.earlier, { text: own, requestId, ...more })
            : await reportByLink(visited, { ...part.named, sentBy, text: own, requestId, ...more }),
        );
      } catch (error) {
        if (!(error instanceof FaultError)) throw error;
        answer.refused.push({ what: part.what, fault: error.fault });
      }
    }
    return answer;
  });
}

/** By whose link it comes: the address before the subject, the subject before the text. */
async function callerOf(service: Service, mail: ParsedMail): Promise<Caller> {
  const lists = [mail.to, mail.cc].flatMap((one) => one ?? []);
  const addresses = lists.flatMap(({ value }: AddressObject) =>
    value.map(({ address = '' }) => address),
  );
  const delivered = ['delivered-to', 'x-original-to'].map((name) => headerOf(mail, name) ?? '');
  const key = keyOfLinks(service);
  const tokens = tokensIn([...addresses, ...delivered, mail.subject ?? '', mail.text ?? '']);
  const token = tokens.find((one) => linkIn(key, one) !== undefined) ?? refuse('mail-link');
  const { address = null, requestId = '' } = service.caller ?? {};
  return linkCaller(service, token, { address, requestId });
}

/** A part of the mail with its request; `earlier`: it was taken when the same mail came before. */
type Part = { readonly text: string; readonly requestId: string; readonly what: string } & (
  | { readonly earlier: Receipt }
  | { readonly named: { readonly task: string; readonly obligation: string } }
);

/** Which reports the reply is: the only one that is asked for, else as its parts say. */
async function partsOf(
  { pool }: Service,
  said: string,
  entries: readonly Entry[],
  idFor: (i: number, text: string) => string,
): Promise<readonly Part[]> {
  const open = entries.filter(({ state }) => state === 'owed' || state === 'returned');
  const asked = open.length > 0 ? open : entries;
  const sections = sectionsOf(said);
  const whole = sections.length === 0 ? [{ task: undefined, text: said }] : sections;
  const parts: Part[] = [];
  for (const [i, { task, text }] of whole.entries()) {
    const requestId = idFor(i, text);
    const earlier = await findReceipt(pool, requestId);
    const entry = entryFor(task, asked, entries);
    if (earlier) {
      parts.push({ text, requestId, earlier, what: `任务 ${task ?? ''}` });
    } else if (entry !== undefined && text !== '') {
      const { task: key, obligation, no, occasion } = entry;
      const what = `任务 ${no ?? key} ${occasion}`;
      parts.push({ text, requestId, named: { task: key, obligation }, what });
    }
  }
  if (parts.length < whole.length) unclear(asked);
  return parts;
}

function entryFor(
  task: string | undefined,
  asked: readonly Entry[],
  entries: readonly Entry[],
): Entry | undefined {
  if (task === undefined) return asked.length === 1 ? asked[0] : undefined;
  const fits = (entry: Entry) => entry.no === task || entry.task === task;
  return asked.find(fits) ?? entries.find(fits);
}

function unclear(asked: readonly Entry[]): never {
  const words = asked.map(({ no, task, title }) => `任务${no ?? task}（${title.slice(0, 20)}）`);
  return refuse('mail-unclear', {
    count: asked.length,
    example: asked[0]?.no ?? asked[0]?.task ?? '1',
    list: [...new Set(words)].slice(0, 10).join('、'),
  });
}

/** The answer to a mail that has come before. */
function repeatedly(
  service: Service,
  { process, message }: Receipt,
  content: Pick<TakenOf<'submitReport'>, 'text' | 'requestId' | 'evidence'>,
) {
  const { duty, period, unit } = message as ReportSubmitted;
  const found = readProcess(process);
  const { campaign = '', task = '' } = found?.kind === 'task' ? found : {};
  return submitReport(service, { ...content, campaign, task, duty, period }, `unit:${unit}`);
}

/** The same mail says the same again, however often it is delivered and whatever is open by then. */
function idOf(
  { messageId }: ParsedMail,
  raw: Buffer,
  { link = '' }: Caller,
  i: number,
  text: string,
): string {
  const hash = createHash('sha256').update(messageId ?? raw);
  return `mail-${hash.update(`\n${link}\n${i}\n${text}`).digest('hex').slice(0, 40)}`;
}
