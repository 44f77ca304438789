import { PassThrough } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { desksOf, mayDo } from '../../domain/access.ts';
import type { Place, TurnEvent } from '../../store/events.ts';
import { findSession } from '../../store/sessions.ts';
import type { Caller } from '../caller.ts';
import { FaultError, refuse } from '../faultError.ts';
import { DEFAULT_ACTOR } from '../handlers/actor.ts';
import { holding } from '../identity/session.ts';
import { realNow } from '../identity/settings.ts';
import type { Service } from '../service.ts';
import { parseInput } from './body.ts';
import { EVENTS } from './eventsOperation.ts';
import { hubOf, type Hub } from './hub.ts';
import { actorOf } from './operate.ts';
import { changesFor } from './sightOfTurns.ts';

const MOST = 300;
const MOST_EACH = 12;
const BEAT_MS = 15_000;
const CHECK_MS = 60_000;
/** A reader who takes nothing is let go; he reads on from his last event. */
const MOST_WAITING = 512 * 1024;

/** Streams that are open; each ends with its session and with the server. */
export interface Streams {
  readonly count: () => number;
}

/** `GET /api/events`: what changed, as server-sent events; `Last-Event-ID` reads on from the last one that was heard. */
export function addEvents(app: FastifyInstance, service: Service): Streams {
  const open = new Map<PassThrough, string>();
  const hub = hubOf(service.pool, (error) =>
    app.log.warn({ error: String(error) }, '变动通知暂时读不到台账'),
  );
  app.addHook('preClose', (done) => {
    hub.stop();
    for (const stream of open.keys()) stream.end();
    done();
  });
  app.get('/api/events', { config: { quiet: true, listens: true } }, async (request, reply) => {
    const caller = request.caller ?? refuse('unauthorised');
    const { campaign, actor: named } = inputOf(request);
    const actor = actorFor(caller, named ?? actorOf(request));
    const owner = `${caller.account ?? caller.kind}:${caller.account === null ? caller.address : ''}`;
    mustHaveRoom(open, owner);
    const stream = new PassThrough();
    open.set(stream, owner);
    const who = { caller, actor, campaign };
    const leave = await follow(service, hub, stream, who, placeIn(request)).catch((error) => {
      open.delete(stream);
      throw error;
    });
    stream.once('close', () => {
      open.delete(stream);
      leave();
    });
    return begin(reply, stream);
  });
  return { count: () => open.size };
}

function begin(reply: FastifyReply, stream: PassThrough): FastifyReply {
  return reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(stream);
}

interface Who {
  readonly caller: Caller;
  readonly actor: string;
  readonly campaign: string | undefined;
}

/** Writes to the stream what its reader may hear, and what keeps it alive; the answer stops. */
async function follow(
  service: Service,
  hub: Hub,
  stream: PassThrough,
  who: Who,
  from: Place | undefined,
): Promise<() => void> {
  const changesOf = changesFor(service.pool, who);
  const write = (text: string) => {
    if (stream.writableLength > MOST_WAITING) stream.destroy();
    else if (stream.writable) stream.write(text);
  };
  const hear = async (turns: readonly TurnEvent[]) => {
    for (const turn of turns) {
      const changes = await changesOf(turn);
      changes.forEach((change, i) => {
        const id = i === changes.length - 1 ? `id: ${idOf(turn)}\n` : '';
        write(`${id}event: changed\ndata: ${JSON.stringify(change)}\n\n`);
      });
    }
  };
  const lost = (place: Place) =>
    write(`id: ${idOf(place)}\nevent: changed\ndata: {"kind":"all"}\n\n`);
  const { from: at, leave } = await hub.listen({ from, hear, lost });
  write(`retry: 3000\nid: ${idOf(at)}\nevent: open\ndata: {}\n\n`);
  const beat = setInterval(() => write(': \n\n'), BEAT_MS);
  const check = setInterval(() => void endWithSession(service, who.caller, stream), CHECK_MS);
  return () => {
    clearInterval(beat);
    clearInterval(check);
    leave();
  };
}

async function endWithSession(
  service: Service,
  { kind, session }: Caller,
  stream: PassThrough,
): Promise<void> {
  if (kind !== 'session' || session === undefined) return;
  try {
    const now = await realNow(service);
    if ((await findSession(service.pool, { id: session }, () => holding(now))) === undefined)
      stream.end();
  } catch {
    // the register is away: nothing is told meanwhile either
  }
}

function inputOf({ query }: FastifyRequest): { campaign?: string; actor?: string } {
  return parseInput(EVENTS, query) as { campaign?: string; actor?: string };
}

function actorFor({ grants, account, scopes, kind }: Caller, named: string | undefined): string {
  if (kind === 'nobody' || kind === 'link') refuse('sign-in-needed', { act: EVENTS.label });
  const first = grants === 'any' ? DEFAULT_ACTOR : (desksOf(grants)[0]?.actor ?? 'nobody');
  const actor = named ?? first;
  const ask = { operation: 'events', label: EVENTS.label, who: EVENTS.who, actor, reads: true };
  const signedIn = account !== null;
  const refused = mayDo({ grants, signedIn, ...(scopes ? { scopes } : {}) }, ask);
  if (refused) throw new FaultError(refused);
  return actor;
}

function mustHaveRoom(open: ReadonlyMap<PassThrough, string>, owner: string): void {
  const own = [...open.values()].filter((one) => one === owner).length;
  if (open.size >= MOST || own >= MOST_EACH) {
    refuse('events-full', { count: open.size >= MOST ? MOST : MOST_EACH });
  }
}

function idOf({ written, process, seq }: Place): string {
  return `${written}~${encodeURIComponent(process)}~${seq}`;
}

/** The place that the reader heard last; a text that is none of ours is no place. */
function placeIn({ headers }: FastifyRequest): Place | undefined {
  const given = headers['last-event-id'];
  if (typeof given !== 'string') return undefined;
  const [, written, process = '', seq] =
    /^(\d{1,19})~([\w%.-]{0,300})~(-?\d{1,9})$/.exec(given) ?? [];
  if (written === undefined || seq === undefined) return undefined;
  try {
    const place = { written, process: decodeURIComponent(process), seq: Number(seq) };
    return place.process.includes('\0') ? undefined : place;
  } catch {
    return undefined;
  }
}
