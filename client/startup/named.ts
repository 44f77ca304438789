import { Connection } from '@temporalio/client';
import { Client } from 'pg';
import type { TemporalTarget } from '../servers/connect.ts';

/** The oldest PostgreSQL on which the register is tested, as `server_version_num`. */
const OLDEST = 150_000;

/** Rejects with one sentence where the register that DATABASE_URL names cannot be used. */
export async function checkDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
    if (Number(rows[0]?.server_version_num) >= OLDEST) return;
  } catch (error) {
    throw new Error(
      `连不上 DATABASE_URL 指定的数据库（${(error as Error).message}）。请核对地址、库名、用户和口令，或去掉 DATABASE_URL 使用自带的数据库。`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
  throw new Error('DATABASE_URL 指定的 PostgreSQL 低于 15，督办没有启动。请升级后重试。');
}

/** Rejects with one sentence where the Temporal that the office has named cannot be used. */
export async function checkTemporal(target: TemporalTarget): Promise<void> {
  try {
    const connection = await Connection.connect({
      ...target.connectionOptions,
      connectTimeout: '10s',
    });
    try {
      await connection.workflowService.describeNamespace({ namespace: target.namespace });
    } finally {
      await connection.close();
    }
  } catch (error) {
    throw new Error(
      `连不上 Temporal（${target.address}，命名空间 ${target.namespace}：${(error as Error).message}）。请核对 TEMPORAL_ADDRESS 或 temporal.toml，或去掉它们使用自带的流程服务。`,
      { cause: error },
    );
  }
}
