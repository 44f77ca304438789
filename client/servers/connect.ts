import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { ClientConnectConfig } from '@temporalio/envconfig';

/** An existing Temporal that the office has named; then no server of ours is started. */
export interface TemporalTarget {
  readonly address: string;
  readonly namespace: string;
  /** Address, TLS and key, for `Connection.connect` and `NativeConnection.connect` alike. */
  readonly connectionOptions: ClientConnectConfig['connectionOptions'];
}

/**
 * The Temporal named by TEMPORAL_ADDRESS or by a profile of `temporal.toml`; nothing where neither names one.
 * A faulty profile rejects with one Chinese sentence, never with a server of ours instead.
 */
export function temporalTarget(env: NodeJS.ProcessEnv = process.env): TemporalTarget | undefined {
  const set = Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const config = load(set);
  const address = config.connectionOptions.address;
  const named = (set['TEMPORAL_ADDRESS'] ?? '') !== '' || (set['TEMPORAL_PROFILE'] ?? '') !== '';
  if (address === undefined || address === '') {
    if (!named) return undefined;
    throw new Error(
      `Temporal 的配置 ${set['TEMPORAL_PROFILE'] ?? ''} 没有写地址。请在 temporal.toml 中补上 address，或设置 TEMPORAL_ADDRESS。`,
    );
  }
  return {
    address,
    namespace: config.namespace ?? 'default',
    connectionOptions: config.connectionOptions,
  };
}

function load(env: Record<string, string>): ClientConnectConfig {
  try {
    return loadClientConnectConfig({ overrideEnvVars: env });
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0] ?? '';
    throw new Error(
      `读取 Temporal 的连接配置失败（${reason}）。请检查 temporal.toml 和以 TEMPORAL_ 开头的环境变量。`,
      { cause: error },
    );
  }
}
