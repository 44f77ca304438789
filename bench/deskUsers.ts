/**
 * The people of `desks.ts`, in a process of their own as they are in life: each has signed in, and opens a page again as soon
 * as it has come. Told a view by the parent, answers with the milliseconds that all requests of one opening took together.
 */
import { Agent, get } from 'node:http';

/** What one user asks for, opening by opening. */
export interface Opening {
  readonly cookie: string;
  readonly actor: string;
  readonly paths: readonly string[];
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

function ask(url: string, { cookie, actor }: Opening, path: string): Promise<number> {
  const headers = { cookie: `duban=${cookie}`, 'x-duban-actor': encodeURIComponent(actor) };
  const began = performance.now();
  return new Promise((resolve, reject) => {
    get(`${url}/api${path}`, { agent, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => (body += part));
      response.on('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - began);
        else reject(new Error(`${path}: ${response.statusCode} ${body.slice(0, 300)}`));
      });
    }).on('error', reject);
  });
}

/** One opening: its requests go out together, and the server's time for all of them is counted. */
async function opened(url: string, opening: Opening): Promise<number> {
  const all = await Promise.all(opening.paths.map((path) => ask(url, opening, path)));
  return all.reduce((sum, ms) => sum + ms, 0);
}

/** Each user's openings one after the other, with `pauseMs` between; all users at once. */
async function everybody(
  url: string,
  users: readonly (readonly Opening[])[],
  pauseMs: number,
): Promise<readonly number[]> {
  const each = async (openings: readonly Opening[], n: number) => {
    const times: number[] = [];
    await sleep((pauseMs * n) / users.length);
    for (const opening of openings) {
      const took = await opened(url, opening);
      times.push(took);
      await sleep(Math.max(0, pauseMs - took));
    }
    return times;
  };
  return (await Promise.all(users.map(each))).flat();
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Asked {
  readonly url: string;
  readonly users: readonly (readonly Opening[])[];
  readonly pauseMs: number;
}

process.on('message', ({ url, users, pauseMs }: Asked) => {
  everybody(url, users, pauseMs).then(
    (times) => process.send?.({ times }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
