import { useEffect, useRef, type ReactNode } from 'react';
import { instantShort } from '../marks/instantShort.ts';
import type { Receipt } from './content.ts';

const VERDICTS: Readonly<Record<string, string>> = {
  'on-time': '按时',
  late: '迟报',
  missing: '未报',
  exempt: '免报',
};

/** The receipt 收件回执 as the register has it; it says nothing that has not been recorded. */
export function Received(props: { readonly receipt: Receipt; readonly children?: ReactNode }) {
  const { receipt, children } = props;
  const { occasion, receivedAt, verdict, version, unit } = receipt;
  const box = useRef<HTMLDivElement>(null);
  // whoever has sent sees it at once, wherever the form stood
  useEffect(() => box.current?.focus(), [receipt]);
  return (
    <div className="unit-received" role="status" tabIndex={-1} ref={box}>
      <p>
        <strong>已收下</strong> {instantShort(receivedAt)}，{unit}，{occasion}
        {version !== null && version > 1 ? `，第 ${version} 版` : ''}。
      </p>
      <p>
        {verdict === null
          ? '已登记，判定稍后可在“已报”中查看。'
          : `判定：${VERDICTS[verdict] ?? verdict}。截止前还可以更正。`}
      </p>
      {receipt.also?.map(({ campaign, task, occasion, refused }) => (
        <p key={`${campaign}/${task}`}>
          {refused === null
            ? `同一件事，已一并报给另一专项行动（${occasion ?? task}），不用再报。`
            : `另一专项行动没有收：${refused}`}
        </p>
      ))}
      {children}
    </div>
  );
}
