import { codeOf, sentenceOf } from '../api/problem.ts';

/** What did not work, why, and what to do: the server's own sentence. */
export function Failure({
  error,
  again,
}: {
  readonly error: unknown;
  readonly again?: () => void;
}) {
  if (error === null || error === undefined) return null;
  return (
    <div className="failure" role="alert">
      {sentenceOf(error)
        .split('\n')
        .map((line) => (
          <p key={line}>{line}</p>
        ))}
      {codeOf(error) === 'page-unknown' ? <a href={firstPage()}>从第一页看起</a> : null}
      {again === undefined || codeOf(error) === 'page-unknown' ? null : (
        <button type="button" className="plain" onClick={again}>
          再试一次
        </button>
      )}
    </div>
  );
}

/** The same list with the same filters, without the place in it. */
function firstPage(): string {
  const { pathname, search } = window.location;
  const kept = new URLSearchParams(search);
  kept.delete('after');
  return kept.size === 0 ? pathname : `${pathname}?${kept.toString()}`;
}
