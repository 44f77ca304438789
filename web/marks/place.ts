import type { OutputOf } from '../../client/operations.ts';
import { paths } from '../paths.ts';

export type Target = OutputOf<'showToday'>['gates'][number]['target'];

/** The page that shows what a target names. */
export function placeOf({ kind, campaign, id }: Target): string {
  switch (kind) {
    case 'task':
      return paths.task(campaign, id);
    case 'interview':
      return paths.interview(id);
    case 'bulletin':
      return paths.bulletin(campaign, id);
    case 'notice':
      return paths.notice(campaign, id);
    case 'unit':
      return paths.units;
    case 'item':
      return paths.items;
    case 'plan':
      return paths.wizard;
    case 'campaign':
    case 'inbox':
      return paths.ledger;
  }
}

/** What the address of that page says besides. */
export function searchOf({ kind, campaign, id }: Target): Readonly<Record<string, string>> {
  switch (kind) {
    case 'unit':
      return { campaign, text: id };
    case 'item':
      return { campaign, item: id };
    case 'plan':
      return { desk: id, step: 'review' };
    case 'campaign':
    case 'inbox':
      return { campaign };
    default:
      return {};
  }
}
