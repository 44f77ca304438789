import type { Caller } from '../caller.ts';
import type { OperationName } from '../operations.ts';
import type { Rates } from './rates.ts';

/** What our routes and hooks keep at a request and at a route. */
declare module 'fastify' {
  interface FastifyInstance {
    rates: Rates;
  }
  interface FastifyRequest {
    /** Who has come; null while nobody has looked. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** The operation that the route serves. */
    door?: OperationName;
    /** The largest body in bytes. */
    limit?: number;
    /** The body is a file as it is. */
    isFile?: boolean;
    /** The path without /api: for the machine's own token only. */
    old?: boolean;
    /** Whoever asks is answered: pages, health. */
    free?: boolean;
    /** Asked for by a page and held open, whether or not anybody is there: it keeps no session alive. */
    listens?: boolean;
    /** Not worth a line in the log. */
    quiet?: boolean;
  }
}

/** As whom the caller wishes to act: Chinese names come percent-encoded; a stream of events has no headers of ours. */
export const ACTOR_HEADER = 'x-duban-actor';
/** What a page reads anew by itself bears this header: the idle time of a session counts what its person does. */
export const BY_ITSELF_HEADER = 'x-duban-by-itself';
