import { evidenceMegabytes } from '../evidenceLimit.ts';
import type { Rates } from './rates.ts';

export interface ServeOptions {
  /** 0: any free one. */
  readonly port: number;
  /** The machine's own token 本机令牌: who carries it as `Authorization: Bearer` has a shell on the machine. */
  readonly token: string;
  /** Takes each line of the log: one JSON object. */
  readonly log: (line: string) => void;
  /** From which level on something is logged: debug, info, warn, error, silent. */
  readonly level?: string;
  /** The address under which people reach the server, where it is not the loopback: https://duban.example.gov.cn */
  readonly publicUrl?: string;
  /** The folder of the pages as they were built; absent: `web/dist` of the project. */
  readonly web?: string;
  /** What a monitor on this machine carries as `Authorization: Bearer` to read /metrics. */
  readonly metricsToken?: string;
  readonly rates?: Partial<Rates>;
  /** How long running requests may take to finish when the server is told to stop. */
  readonly graceMs?: number;
}

/** What the server needs besides the port. */
export type ApiOptions = Omit<ServeOptions, 'port'>;

/** The settings that the environment names. */
export function settingsOf(
  env: NodeJS.ProcessEnv,
): Pick<ServeOptions, 'level' | 'publicUrl' | 'web' | 'metricsToken' | 'rates'> {
  const text = (name: string) => ((env[name] ?? '') === '' ? undefined : env[name]);
  const level = text('DUBAN_LOG');
  const publicUrl = text('DUBAN_PUBLIC_URL');
  const web = text('DUBAN_WEB');
  const metricsToken = text('DUBAN_METRICS_TOKEN');
  const rate = text('DUBAN_RATE');
  if (level !== undefined && !LEVELS.includes(level)) {
    throw new Error(`DUBAN_LOG=${level} 无法识别，接口没有启动。可写 ${LEVELS.join('、')}。`);
  }
  if (publicUrl !== undefined && !/^https?:\/\/[^/]+\/?$/.test(publicUrl)) {
    throw new Error(
      `DUBAN_PUBLIC_URL=${publicUrl} 不是网址，接口没有启动。应如 https://duban.example.gov.cn。`,
    );
  }
  if (rate !== undefined && !/^[1-9]\d{0,6}$/.test(rate)) {
    throw new Error(`DUBAN_RATE=${rate} 不是正整数，接口没有启动。它是每人每分钟最多的请求数。`);
  }
  const evidence = text('DUBAN_EVIDENCE_MB');
  if (evidence !== undefined && String(evidenceMegabytes(env)) !== evidence) {
    throw new Error(
      `DUBAN_EVIDENCE_MB=${evidence} 不是 1 到 100 的整数，接口没有启动。它是一个佐证文件最多多少 MB。`,
    );
  }
  return {
    ...(level === undefined ? {} : { level }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(web === undefined ? {} : { web }),
    ...(metricsToken === undefined ? {} : { metricsToken }),
    ...(rate === undefined ? {} : { rates: { caller: Number(rate) } }),
  };
}

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'];
