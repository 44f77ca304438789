import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { ActBar } from '../acts/ActBar.tsx';
import { useRead } from '../api/hooks.ts';
import { instantShort } from '../marks/instantShort.ts';

type Line = OutputOf<'listItems'>['items'][number];

/** What may be done about one item now, with its words opened on demand. */
export function ItemActs({ campaign, line }: { readonly campaign: string; readonly line: Line }) {
  const { data } = useRead('listCampaignActs', { campaign });
  const [open, setOpen] = useState(false);
  const acts = data?.items.find(({ item }) => item === line.item)?.acts ?? [];
  return (
    <>
      <ActBar acts={acts} about={line.title} />
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>原文和经过</summary>
        {open ? <Words campaign={campaign} item={line.item} /> : null}
      </details>
    </>
  );
}

function Words({ campaign, item }: { readonly campaign: string; readonly item: string }) {
  const { data } = useRead('showItem', { campaign, item });
  if (data === undefined) return null;
  return (
    <>
      <blockquote className="items-text">{data.text}</blockquote>
      <ol className="items-history">
        {data.history.map(({ at, text, reason }, i) => (
          <li key={`${at}${i}`}>
            {instantShort(at)}　{text}
            {reason === null ? '' : `（${reason}）`}
          </li>
        ))}
      </ol>
    </>
  );
}
