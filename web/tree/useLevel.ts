import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { door } from '../api/door.ts';
import { joined, type LevelNode, type NodeState } from './levels.ts';

/** Which tree, and what is looked for in it. */
export interface Asked {
  readonly campaign: string | undefined;
  readonly task: string | undefined;
  readonly state: NodeState | undefined;
}

export type LevelRead = ReturnType<typeof useLevel>;

const NONE: readonly LevelNode[] = [];

/** A level of the tree, as many pages of it as have been asked for; without a campaign none. */
export function useLevel(under: string | undefined, { campaign, task, state }: Asked) {
  const input = {
    campaign: campaign ?? '',
    ...(under === undefined ? {} : { under }),
    ...(task === undefined ? {} : { task }),
    ...(state === undefined ? {} : { state }),
  };
  const level = useInfiniteQuery({
    queryKey: ['listBranches', door().actor ?? '', input, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call('listBranches', pageParam === null ? input : { ...input, after: pageParam }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    enabled: campaign !== undefined,
  });
  return {
    /** The node itself. */
    own: level.data?.pages[0],
    nodes: level.data === undefined ? NONE : joined(level.data.pages.map(({ nodes }) => nodes)),
    error: level.error,
    isPending: level.isPending || level.isFetchingNextPage,
    again: () => void level.refetch(),
    more: () => void level.fetchNextPage(),
    left: level.hasNextPage,
  };
}
