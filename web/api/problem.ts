/** Problem 未办成: what the server answered instead (RFC 9457); `detail` is the sentence for people. */
export interface ProblemBody {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  readonly diagnostics?: readonly unknown[];
}

/** Thrown by `call`; a class, so that React Query and error boundaries show its sentence. */
export class Problem extends Error {
  readonly body: ProblemBody;
  constructor(body: ProblemBody) {
    super(body.detail);
    this.body = body;
  }
}

export const AWAY: ProblemBody = {
  status: 0,
  title: '连不上服务',
  detail: '连不上服务，您填写的内容还在这里。请检查网络，过一会儿再试一次。',
  code: 'away',
};

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function codeOf(error: unknown): string {
  return error instanceof Problem ? error.body.code : '';
}
