import { PAGES, type Page, type PageDesk } from '../pages.ts';

/** Desk 身份: one capacity of an account, as the server names it. */
export interface DeskOf {
  readonly actor: string;
  readonly label: string;
  readonly role: string;
}

/** Whose pages a desk sees: of the office, a unit, a leader, an observer, or one of the three administrators. */
export function pageDeskOf({ actor }: DeskOf): PageDesk {
  if (actor.startsWith('unit:')) return 'unit';
  if (actor === 'principal' || actor.startsWith('post:')) return 'leader';
  if (actor === 'auditor') return 'observer';
  return actor as PageDesk;
}

export function menuOf(desk: DeskOf): readonly Page[] {
  const own = pageDeskOf(desk);
  return PAGES.filter(({ menu, desks }) => menu !== undefined && desks?.includes(own) === true);
}

/** Where a desk begins. */
export function homeOf(desk: DeskOf): string {
  return menuOf(desk)[0]?.path ?? '/me';
}

/** Whether a page is for this desk; the server decides, this only hides. */
export function isFor(page: Page, desk: DeskOf): boolean {
  return (
    page.desks === undefined || page.desks.length === 0 || page.desks.includes(pageDeskOf(desk))
  );
}
