import type { OutputOf } from '../../client/operations.ts';
import { call } from '../api/call.ts';

/** A set-up link 启用链接 that has been looked at, and what it is for. */
export interface OpenedLink {
  readonly link: string;
  readonly opened: OutputOf<'openSetup'>;
}

export type Officer = 'system' | 'security' | 'audit';

/** The account of the office that the first step has made: who is granted in the second. */
export interface FirstOffice {
  readonly account: string;
  readonly login: string;
  /** By which its holder sets his password; known to the tab that has made it. */
  readonly link?: string;
}

const ORDER = ['system', 'security', 'audit', 'activation'];
const KEPT = 'duban.first-office';

/** Looks at links in the order in which they are to be done; fails where none of them can be used. */
export async function openLinks(links: readonly string[]): Promise<readonly OpenedLink[]> {
  const tried = await Promise.allSettled(
    links.map(async (link) => ({ link, opened: await call('openSetup', { link }) })),
  );
  const usable = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = tried.find((one) => one.status === 'rejected');
  if (usable.length === 0 && failed !== undefined) throw failed.reason;
  return usable.toSorted((one, other) => place(one) - place(other));
}

function place({ opened }: OpenedLink): number {
  return ORDER.indexOf(opened.purpose);
}

/** Kept between tabs, since each link may be opened in its own; it holds no secret. */
export function keepFirstOffice({ account, login }: FirstOffice): void {
  localStorage.setItem(KEPT, JSON.stringify({ account, login }));
}

export function firstOfficeKept(): FirstOffice | undefined {
  try {
    return (JSON.parse(localStorage.getItem(KEPT) ?? 'null') as FirstOffice | null) ?? undefined;
  } catch {
    return undefined;
  }
}

export function forgetFirstOffice(): void {
  localStorage.removeItem(KEPT);
}
