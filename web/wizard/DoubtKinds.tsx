import type { UseMutationResult } from '@tanstack/react-query';
import type { InputOf, OutputOf } from '../../client/operations.ts';
import type { DeskView } from './steps.ts';
import { useReread } from './useReread.ts';
import { useWizard } from './useWizard.ts';

type Answer = UseMutationResult<
  OutputOf<'answerDoubts'>,
  Error,
  Omit<InputOf<'answerDoubts'>, 'requestId'>
>;

/** The kinds of doubts as filters; all of the chosen kind may be accepted at once. */
export function DoubtKinds(props: {
  readonly desk: DeskView;
  readonly version: number;
  readonly answer: Answer;
}) {
  const { desk, version, answer } = props;
  const { search, go } = useWizard();
  const reread = useReread();
  const closed = search.show === 'closed';
  const chosen = desk.kinds.find(({ kind }) => kind === search.kind);
  const shown = desk.kinds.filter((own) => (closed ? own.closed : own.open) > 0);
  const pick = (kind: string | undefined) => go({ kind, doubt: undefined });
  const every = () =>
    chosen !== undefined &&
    answer.mutate(
      { desk: desk.desk, version, acceptKinds: [chosen.kind] },
      { onError: reread, onSuccess: () => pick(undefined) },
    );
  return (
    <>
      <ul className="wizard-kinds" aria-label="种类">
        <li>
          <button type="button" aria-pressed={chosen === undefined} onClick={() => pick(undefined)}>
            全部
          </button>
        </li>
        {shown.map(({ kind, name, open, required, closed: done }) => (
          <li key={kind}>
            <button type="button" aria-pressed={kind === search.kind} onClick={() => pick(kind)}>
              {name} {closed ? done : open}
              {!closed && required > 0 ? (
                <span className="wizard-must">（必须 {required}）</span>
              ) : (
                ''
              )}
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            aria-pressed={closed}
            onClick={() =>
              go({ show: closed ? undefined : 'closed', kind: undefined, doubt: undefined })
            }
          >
            已核对的
          </button>
        </li>
      </ul>
      {chosen === undefined || closed || desk.state !== 'open' ? null : (
        <p>
          {chosen.reason === null ? '' : `${chosen.reason}。`}
          {chosen.acceptable && chosen.open > 1 ? (
            <button
              type="button"
              className="plain"
              disabled={answer.isPending}
              onClick={() => every()}
            >
              这 {chosen.open} 处全部接受
            </button>
          ) : null}
        </p>
      )}
    </>
  );
}
