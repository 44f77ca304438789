import { MarkSign } from '../marks/MarkSign.tsx';
import { Why } from '../signs/Why.tsx';
import type { Entry } from './content.ts';

/** What is to be reported, until when, and what happens otherwise. */
export function EntryHead({ entry }: { readonly entry: Entry }) {
  const { no, title, content, occasion, due, closes, returned, ifNothing, sent, units } = entry;
  return (
    <>
      <p className="unit-entry-title">
        <MarkSign mark={entry.mark} /> <strong>{occasion}</strong> {no === null ? '' : `${no} `}
        {title}
      </p>
      <p>
        {entry.state === 'owed' ? '' : `${entry.stateWords}。`}
        {due.words} <span className="quiet">到 {closes.words} 截止填报</span>
        {units.length > 1 ? (
          <span className="quiet">；与{units.join('、')}合报一份，一家报了即可</span>
        ) : null}
      </p>
      {returned === null ? null : (
        <p className="unit-returned">
          退回原因：{returned.reason}
          {returned.limit === null ? '' : `。补报时限：${returned.limit.words}`}
        </p>
      )}
      {ifNothing === null ? null : <p className="quiet">{ifNothing}</p>}
      {sent === null ? null : (
        <p className="quiet">
          上次：{sent.words}
          {sent.text === '' ? '' : `，“${brief(sent.text)}”`}
        </p>
      )}
      {content === title ? null : <Why label="任务内容">{content}</Why>}
    </>
  );
}

const SHOWN = 60;

function brief(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}……` : text;
}
