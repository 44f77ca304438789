import type { Grant } from '../domain/access.ts';
import type { Moment } from '../store/kept.ts';

/** Caller 来访者: who has come through the door, as the door has found out. */
export interface Caller {
  /** By the machine's own token, signed in, by an API token, by a signed link, or not at all. */
  readonly kind: 'local' | 'session' | 'token' | 'link' | 'nobody';
  /** The account's id; null where there is none. */
  readonly account: string | null;
  /** Login of the account, or 本机令牌, 持链接人：name, 未登录; what the audit names beside the actor. */
  readonly name: string;
  /** What people call the holder of the account. */
  readonly person?: string;
  readonly address: string | null;
  /** What his browser says that it is. */
  readonly agent?: string;
  readonly requestId: string;
  /** What the account has been granted; `any`: the machine's own token may act as whoever it names. */
  readonly grants: readonly Grant[] | 'any';
  /**
   * The session's or token's id, so that it can be ended. A session that still lacks its second factor or a new password is
   * nobody's: kind `nobody`, no account, no grants, and only this.
   */
  readonly session?: string;
  /** Operations that an API token is limited to. */
  readonly scopes?: readonly string[];
  /** When the register said who he is: what he reads speaks of that moment. */
  readonly moment?: Moment;
  /** The id of the link by which somebody has come. */
  readonly link?: string;
}
