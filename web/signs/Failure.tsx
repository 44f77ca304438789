import { sentenceOf } from '../api/problem.ts';

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
      {again === undefined ? null : (
        <button type="button" className="plain" onClick={again}>
          再试一次
        </button>
      )}
    </div>
  );
}
