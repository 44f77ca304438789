import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { door } from '../api/door.ts';
import { questionOf, type Filters } from './filters.ts';

const PAGE = 100;

/** The tasks that fit the filters, a page after the other; the counts of the filters come with the first. */
export function useTasks(campaign: string | undefined, filters: Filters) {
  return useInfiniteQuery({
    queryKey: ['searchTasks', door().actor ?? '', campaign, filters],
    enabled: campaign !== undefined,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call(
        'searchTasks',
        {
          ...questionOf(campaign ?? '', filters),
          limit: PAGE,
          ...(pageParam === '' ? {} : { after: pageParam, chips: 'false' as const }),
        },
        signal,
      ),
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  });
}
