import type { InboxPlace } from '../../store/inbox.ts';
import { refuse } from '../faultError.ts';

/** The place as its caller holds it: opaque. */
export function placeText({ at, key }: InboxPlace): string {
  return Buffer.from(`${at}|${key}`).toString('base64url');
}

const PLACE = /^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)\|(.{1,300})$/u;

export function placeIn(text: string): InboxPlace {
  const [, at, key] = PLACE.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  const isReal = at !== undefined && !Number.isNaN(Date.parse(`${at.replace(' ', 'T')}Z`));
  if (at === undefined || key === undefined || !isReal) {
    return refuse('page-unknown');
  }
  return { at, key };
}
