import { z } from 'zod';
import { Day, isRealDay } from './instant.ts';

const Name = z.string().min(1);

/**
 * Post 职务: leads tasks, and receives as a post. Plans may print it or who holds it; `holders` says who does from each
 * day on (null while it is vacant), in order of days.
 */
export const Post = z.strictObject({
  name: Name,
  aliases: z.array(Name).optional(),
  holders: z.array(z.strictObject({ from: Day, name: Name.nullable() })).default([]),
});
export type Post = z.infer<typeof Post>;

function keyOf(name: string): string {
  return name.normalize('NFKC').replace(/[\s、,]/gu, '');
}

/** The post that a plan names: by its own name or alias, else by the one post that this person holds or has held. */
export function postNamed(posts: readonly Post[], printed: string): Post | undefined {
  const key = keyOf(printed);
  const own = posts.find(({ name, aliases = [] }) => [name, ...aliases].map(keyOf).includes(key));
  if (own) return own;
  const held = posts.filter((post) => post.holders.some(({ name }) => keyOf(name ?? '') === key));
  return held.length === 1 ? held[0] : undefined;
}

/** Who holds a post on a day and since when; undefined before the first holder. */
export function holderOn(post: Post, day: Day): Post['holders'][number] | undefined {
  return post.holders.findLast(({ from }) => from <= day);
}

/** The words by which a person was printed who holds the post no longer on that day; undefined where all is well. */
export function changedHolder(post: Post, printed: string, day: Day): string | undefined {
  const isHolder = post.holders.some(({ name }) => keyOf(name ?? '') === keyOf(printed));
  const now = holderOn(post, day);
  if (!isHolder || (now?.name != null && keyOf(now.name) === keyOf(printed))) return undefined;
  const who = now === undefined || now.name === null ? '空缺' : `由“${now.name}”担任`;
  const since = now === undefined ? '' : `自 ${now.from} 起`;
  return `“${printed}”的职务“${post.name}”${since}${who}，按职务送达`;
}

/** A fault of the posts of a directory that the schema cannot see; the path is that of the offending value. */
export function postFaults(
  posts: readonly Post[],
): { path: (string | number)[]; message: string }[] {
  const seen = new Set<string>();
  return posts.flatMap(({ name, aliases = [], holders }, i) => {
    const twice = [name, ...aliases].flatMap((own, j) => {
      const known = seen.has(keyOf(own));
      seen.add(keyOf(own));
      if (!known) return [];
      const path = ['posts', i, ...(j === 0 ? ['name'] : ['aliases', j - 1])];
      return [{ path, message: `职务“${own}”已经用过，一个名称只能指一个职务` }];
    });
    const dated = holders.flatMap(({ from }, j) => {
      const path = ['posts', i, 'holders', j, 'from'];
      if (!isRealDay(from)) return [{ path, message: `没有 ${from} 这一天，请核对日期` }];
      const before = holders[j - 1];
      if (before === undefined || before.from < from) return [];
      const message = `“${name}”的任职日期 ${from} 不晚于前一任（${before.from}），请按日期先后列出`;
      return [{ path, message }];
    });
    return [...twice, ...dated];
  });
}
