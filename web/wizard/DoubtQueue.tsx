import { useEffect, useRef } from 'react';
import type { Doubt } from './ReviewStep.tsx';
import { useWizard } from './useWizard.ts';

/** The doubts in their order; the chosen one is always in sight. */
export function DoubtQueue(props: {
  readonly doubts: readonly Doubt[];
  readonly total: number;
  readonly chosen: string;
}) {
  const { doubts, total, chosen } = props;
  const { go } = useWizard();
  const own = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    own.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const more = total - doubts.length;
  return (
    <section className="card" aria-label="待核对清单">
      <ol className="wizard-queue" tabIndex={-1}>
        {doubts.map((doubt) => (
          <li key={doubt.id}>
            <button
              type="button"
              ref={doubt.id === chosen ? own : undefined}
              aria-current={doubt.id === chosen}
              onClick={() => go({ doubt: doubt.id }, true)}
            >
              <strong>{doubt.name}</strong>　{doubt.where}
              {doubt.required && doubt.answer?.what !== 'accepted' ? (
                <span className="wizard-must">　启动前必须核对</span>
              ) : null}
              <span className="forms-hint">
                {doubt.printed === '' ? doubt.reason : `“${brief(doubt.printed)}”`}
                {doubt.answer === null ? '' : `　${ANSWERS[doubt.answer.what]}`}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {more > 0 ? <p className="quiet">另有 {more} 处，核对完上面的依次列出。</p> : null}
    </section>
  );
}

const ANSWERS = { accepted: '已接受', corrected: '已更正', asked: '已请示' } as const;

function brief(text: string): string {
  const points = Array.from(text.replace(/\s+/gu, ''));
  return points.length <= 40 ? points.join('') : `${points.slice(0, 40).join('')}…`;
}
