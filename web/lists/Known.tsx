import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';

/** What was read, once it is known; till then that it is being read, or why it cannot be. What was read before stays. */
export function Known<T>(props: {
  readonly of: UseQueryResult<T>;
  readonly what?: string;
  readonly children: (data: T) => ReactNode;
}) {
  const { of, what, children } = props;
  const { data, error, refetch } = of;
  return (
    <>
      <Failure error={error} again={() => void refetch()} />
      {data !== undefined ? (
        children(data)
      ) : error === null ? (
        <Loading {...(what === undefined ? {} : { what })} />
      ) : null}
    </>
  );
}
