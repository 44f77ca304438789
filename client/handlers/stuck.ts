import type { Client } from '@temporalio/client';
import { instantOf } from '../../domain/instant.ts';
import {
  countOpen,
  notAnswering,
  openAmong,
  withoutTurn,
  type OpenProcess,
} from '../../store/systemViews.ts';
import { pageOf } from '../listPage.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { nowOf, ZONE } from './actor.ts';
import { processWords } from './processWords.ts';
import { isTemporalAway } from './temporal.ts';

type Line = OutputOf<'listStuck'>['stuck'][number];
type Found = Pick<Line, 'status' | 'statusWords' | 'advice'> & { readonly process: OpenProcess };

const MOST = 200;
const TEMPORAL_MS = 5_000;
/** What has been waited for this long in real time is stuck: turns take seconds. */
const PATIENCE_MS = 10 * 60_000;

const CLOSED =
  'ExecutionStatus="Failed" or ExecutionStatus="Terminated" or ExecutionStatus="TimedOut" or ExecutionStatus="Canceled"';
const FAILING = `ExecutionStatus="Running" and TemporalReportedProblems in ("category=WorkflowTaskFailed","category=WorkflowTaskTimedOut")`;

const WORDS = {
  failed: '已经出错停止',
  terminated: '被人在后台终止',
  timedOut: '超时停止',
  cancelled: '被人在后台取消',
} as const;

const STOPPED =
  '它不会再提醒、判定和升级，此前的记录都完整保存。请不要删除任何数据，把流程名称和日志交维护人员，按登记簿重新起动。';
const BROKEN =
  '程序处理它时反复出错，修好后会自己接着办，不会漏办。请把流程名称和工作进程的日志交维护人员，升级程序后再看。';
const SILENT = '请看工作进程是否在运行、数据库磁盘是否已满；重新启动一次程序，仍不行再交维护人员。';

/** Processes that do not go on: as the register tells it, and as Temporal tells it where that answers. */
export async function listStuck(
  service: Service,
  input: TakenOf<'listStuck'> = {},
): Promise<OutputOf<'listStuck'>> {
  const { pool, client } = service;
  const now = await nowOf(service, pool);
  const [running, mute, unborn, told] = await Promise.all([
    countOpen(pool),
    notAnswering(pool, new Date(Date.parse(now) - PATIENCE_MS), MOST),
    withoutTurn(pool, new Date(Date.parse(now) - PATIENCE_MS), MOST),
    stoppedIn(service, client),
  ]);
  const found: Found[] = [
    ...(told ?? []),
    ...unborn.map((process) => ({
      ...{ process, status: 'missing' as const, advice: SILENT },
      statusWords: '登记以后一直没有起动',
    })),
    ...mute.map((process) => ({
      ...{ process, status: 'waiting' as const, advice: SILENT },
      statusWords: `有 ${process.receipts} 份报送收下后一直没有判定`,
    })),
  ];
  const once = [...new Map(found.map((one) => [one.process.id, one])).values()];
  const { page, next } = pageOf(once, ({ process }) => process.id, input);
  const stuck = await Promise.all(page.map((one) => lineOf(service, one)));
  return {
    now,
    running,
    asked: told !== undefined,
    words: wordsOf(running, once.length, told),
    total: once.length,
    stuck,
    next,
  };
}

function wordsOf(running: number, stuck: number, told: unknown): string {
  const rest = stuck === 0 ? '没有停住的流程' : `有 ${stuck} 个停住`;
  const source = told === undefined ? '（流程引擎现在没有应答，只按登记簿核对）' : '';
  return `在办流程 ${running} 个，${rest}${source}。`;
}

async function lineOf(service: Service, found: Found): Promise<Line> {
  const { process, status, statusWords, advice } = found;
  return {
    ...{ process: process.id, campaign: process.campaign, status, statusWords, advice },
    words: await processWords(service.pool, process.id),
    lastAt: process.lastAt === null ? null : instantOf(process.lastAt.getTime(), ZONE),
  };
}

/** What Temporal knows to have stopped and the register knows not to have ended; undefined where Temporal is away. */
async function stoppedIn({ pool }: Service, client: Client): Promise<readonly Found[] | undefined> {
  try {
    const closed = await latest(client, await named(client, CLOSED));
    const failing = await named(client, FAILING).catch((error: unknown) => {
      // older servers do not tell of it
      if (isTemporalAway(error)) throw error;
      return [];
    });
    const open = await openAmong(pool, [...closed.keys(), ...failing]);
    return open.map((process) => {
      const words = closed.get(process.id);
      return words === undefined
        ? { process, status: 'failing', statusWords: '处理时反复出错', advice: BROKEN }
        : { process, status: 'closed', statusWords: words, advice: STOPPED };
    });
  } catch (error) {
    if (isTemporalAway(error)) return undefined;
    throw error;
  }
}

/** The ids of workflows that fit a query, each once. */
async function named(client: Client, query: string): Promise<readonly string[]> {
  const answer = await client.withDeadline(Date.now() + TEMPORAL_MS, () =>
    client.workflowService.listWorkflowExecutions({
      ...{ namespace: client.options.namespace, query, pageSize: MOST },
    }),
  );
  const ids = answer.executions.map(({ execution }) => execution?.workflowId ?? '');
  return [...new Set(ids.filter((id) => id !== ''))];
}

/** Those whose newest run has stopped, with how, in words: an older run may have stopped and another gone on. */
async function latest(
  client: Client,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const seen = await Promise.all(
    ids.map(async (id) => {
      const { status } = await client.withDeadline(Date.now() + TEMPORAL_MS, () =>
        client.workflow.getHandle(id).describe(),
      );
      return [id, statusWords(status.name)] as const;
    }),
  );
  return new Map(
    seen.flatMap(([id, words]) => (words === undefined ? [] : [[id, words] as const])),
  );
}

function statusWords(name: string): string | undefined {
  switch (name) {
    case 'FAILED':
      return WORDS.failed;
    case 'TERMINATED':
      return WORDS.terminated;
    case 'TIMED_OUT':
      return WORDS.timedOut;
    case 'CANCELLED':
      return WORDS.cancelled;
    default:
      return undefined;
  }
}
