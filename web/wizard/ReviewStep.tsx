import { useEffect } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useRead, useWrite } from '../api/hooks.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { DoubtPane } from './DoubtPane.tsx';
import { DoubtKinds } from './DoubtKinds.tsx';
import { DoubtQueue } from './DoubtQueue.tsx';
import { SeveralLeads } from './SeveralLeads.tsx';
import type { DeskView } from './steps.ts';
import { useReread } from './useReread.ts';
import { useWizard } from './useWizard.ts';

export type Doubt = OutputOf<'listDeskDoubts'>['doubts'][number];

/** What a person says about one doubt. */
export interface Said {
  readonly what: 'accepted' | 'corrected' | 'asked' | 'withdrawn';
  readonly value?: string;
  readonly of?: string;
  readonly note?: string;
}

const SHOWN = 100;

/** The queue of doubts beside the source; what a start waits for comes first. */
export function ReviewStep({ desk }: { readonly desk: DeskView }) {
  const { search, go } = useWizard();
  const state = search.show === 'closed' ? 'closed' : 'open';
  const kind = search.kind === undefined ? {} : { kind: search.kind };
  const input = { desk: desk.desk, state, limit: SHOWN, ...kind } as const;
  const { data, error, isPending } = useRead('listDeskDoubts', input);
  const answer = useWrite('answerDoubts');
  const reread = useReread();
  const doubts = data?.doubts ?? [];
  const at = Math.max(
    0,
    doubts.findIndex(({ id }) => id === search.doubt),
  );
  const chosen = doubts[at];
  const move = (by: number) => {
    const next = doubts[at + by];
    if (next !== undefined) go({ doubt: next.id }, true);
  };
  const version = Math.max(desk.version, answer.data?.version ?? 0);
  const say = (said: Said) => {
    if (chosen === undefined || answer.isPending) return;
    const next = doubts[at + 1] ?? doubts[at - 1];
    const answers = [{ doubt: chosen.id, ...said }];
    answer.mutate(
      { desk: desk.desk, version, answers },
      { onError: reread, onSuccess: () => go({ doubt: next?.id }, true) },
    );
  };
  useKeys({ move, accept: () => chosen?.acceptable === true && say({ what: 'accepted' }) });
  return (
    <>
      <p role="status">
        {answer.data === undefined ? desk.counts : answer.data.words}
        {answer.data?.nowRead.map(({ doubt, words }) => (
          <span key={doubt} className="forms-hint">
            {words}
          </span>
        ))}
      </p>
      <DoubtKinds desk={desk} version={version} answer={answer} />
      <Failure error={answer.error ?? error} />
      {isPending ? <Loading /> : null}
      {data !== undefined && chosen === undefined ? <Nothing state={state} /> : null}
      {chosen === undefined ? null : (
        <div className="wizard-review">
          <DoubtQueue doubts={doubts} total={data?.total ?? 0} chosen={chosen.id} />
          <DoubtPane
            key={`${chosen.id} ${chosen.answer?.at ?? ''}`}
            doubt={chosen}
            busy={answer.isPending}
            readOnly={desk.state !== 'open'}
            say={say}
          />
        </div>
      )}
      <SeveralLeads desk={desk} />
    </>
  );
}

function Nothing({ state }: { readonly state: 'open' | 'closed' }) {
  const { go } = useWizard();
  if (state === 'closed') return <Empty title="还没有核对过" />;
  return (
    <Empty title="没有待核对的地方">
      <button type="button" className="forms-send" onClick={() => go({ step: 'regime' })}>
        下一步：制度
      </button>
    </Empty>
  );
}

/** j 下一处, k 上一处, Enter 接受: anywhere but where somebody types or presses something else. */
function useKeys({ move, accept }: { move: (by: number) => void; accept: () => void }): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { target } = event;
      const own = target instanceof HTMLElement ? target : undefined;
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (own?.closest('input, textarea, select, [contenteditable]')) return;
      if (event.key === 'j' || event.key === 'k') move(event.key === 'j' ? 1 : -1);
      else if (event.key === 'Enter' && !own?.closest('button, a, summary')) accept();
      else if (event.key === 'c') document.getElementById('wizard-value')?.focus();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
