import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actorLabel } from '../../domain/accessWords.ts';
import { LINK_OPERATIONS } from '../identity/links.ts';
import { OPERATIONS, type Operation, type OperationName } from '../operations.ts';
import { PROJECT } from '../startup/home.ts';
import { EVENTS } from './eventsOperation.ts';
import { isKeyed } from './idempotency.ts';
import { capital, schemasOf, type Json, type Schemas } from './openapiSchemas.ts';

/** The description 接口说明 of the API: OpenAPI 3.1, made from the table of operations. */
export function openApi(): Json {
  const schemas = schemasOf();
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, operation] of Object.entries(OPERATIONS) as [string, Operation][]) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [operation.method.toLowerCase()]: operationOf(schemas, name, operation),
    };
  }
  paths[EVENTS.path] = { get: eventsOf(schemas) };
  return {
    openapi: '3.1.0',
    info: { title: '督办接口', version: versionOf(), description: INTRODUCTION },
    servers: [{ url: '/api' }],
    paths,
    components: {
      schemas: { Problem: PROBLEM, ...schemas.parts },
      responses: RESPONSES,
      parameters: PARAMETERS,
      securitySchemes: SECURITY,
    },
  };
}

const INTRODUCTION = [
  '网页、命令行和接口用同一张操作表，本说明由它生成。',
  '写操作带请求编号（requestId 或 Idempotency-Key 请求头，只写一处或写成相同）：同一编号、同一内容重发不会重复办理，换了内容则拒绝。',
  '没有办成的答复是 application/problem+json（RFC 9457），detail 是给人看的一句话，code 供程序判断。',
].join('\n\n');

function operationOf(schemas: Schemas, name: string, operation: Operation): Json {
  const { method, path, label, who } = operation;
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, field = '']) => field);
  const schema = schemas.schemaOf(name, operation, 'input');
  const isWrite = method === 'POST';
  const takesKey = isWrite && isKeyed(name as OperationName, operation);
  const isOpen = who.includes('open');
  return {
    operationId: name,
    summary: label,
    description: `可用的身份：${who.map(actorLabel).join('、')}。`,
    tags: [path.split('/')[1] ?? ''],
    parameters: [
      ...parametersOf(schema, inPath, operation),
      ...(isOpen ? [] : [{ $ref: '#/components/parameters/Actor' }]),
      ...(takesKey ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ],
    ...(method === 'POST' ? { requestBody: bodyOf(schema, inPath, operation) } : {}),
    responses: {
      '200': {
        description: '已办理',
        content:
          operation.file === 'given'
            ? FILE
            : { 'application/json': { schema: answerOf(schemas, name, operation) } },
      },
      '4XX': { $ref: '#/components/responses/Refused' },
      '5XX': { $ref: '#/components/responses/Failed' },
    },
    security: securityOf(name, isOpen, method),
  };
}

function answerOf(schemas: Schemas, name: string, operation: Operation): Json {
  const schema = schemas.schemaOf(name, operation, 'output');
  if ('$ref' in schema) return schema;
  const part = `${capital(name)}Answer`;
  schemas.parts[part] ??= schema;
  return { $ref: `#/components/schemas/${part}` };
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
}

/** A file as it is. */
const FILE: Json = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

function parametersOf(
  schema: Json,
  inPath: readonly string[],
  { method, file }: Pick<Operation, 'method' | 'file'>,
): readonly Json[] {
  const { properties = {}, required = [] } = schema as ObjectSchema;
  return Object.entries(properties).flatMap(([name, own]) => {
    if (inPath.includes(name)) return [{ name, in: 'path', required: true, schema: own }];
    if ((method !== 'GET' && file !== 'taken') || name === 'bytes') return [];
    const isNeeded = required.includes(name) && !('default' in own);
    return [{ name, in: 'query', required: isNeeded, schema: own }];
  });
}

/** The body, without the parts of the path; the header may stand for the request's number. */
function bodyOf(schema: Json, inPath: readonly string[], { file }: Operation): Json {
  if (file === 'taken') return { required: true, content: FILE };
  const { properties = {}, required = [], ...more } = schema as ObjectSchema & Json;
  const isOwn = (name: string) => !inPath.includes(name);
  const own = Object.fromEntries(Object.entries(properties).filter(([name]) => isOwn(name)));
  const needed = required.filter((name) => isOwn(name) && name !== 'requestId');
  return {
    required: needed.length > 0,
    content: {
      'application/json': {
        schema: { ...more, properties: own, ...(needed.length > 0 ? { required: needed } : {}) },
      },
    },
  };
}

function securityOf(name: string, isOpen: boolean, method: string): readonly Json[] {
  if ((LINK_OPERATIONS as readonly string[]).includes(name)) return [{ link: [] }];
  if (isOpen) return [{}];
  return [{ bearer: [] }, method === 'POST' ? { session: [], csrf: [] } : { session: [] }];
}

function eventsOf(schemas: Schemas): Json {
  const schema = schemas.schemaOf('events', EVENTS, 'input');
  return {
    operationId: 'events',
    summary: EVENTS.label,
    description:
      '服务器推送（text/event-stream）：event: changed，data 是 {kind, campaign, process, turn}；kind 为 task、campaign、interview、notice，或 all（请全部重读）。断线后带 Last-Event-ID 续收，不会漏。',
    tags: ['events'],
    parameters: [
      ...parametersOf(schema, [], EVENTS),
      { name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string' } },
    ],
    responses: {
      '200': {
        description: '变动',
        content: { 'text/event-stream': { schema: { type: 'string' } } },
      },
      '4XX': { $ref: '#/components/responses/Refused' },
      '5XX': { $ref: '#/components/responses/Failed' },
    },
    security: [{ bearer: [] }, { session: [] }],
  };
}

const PROBLEM: Json = {
  type: 'object',
  description: 'RFC 9457',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    instance: { type: 'string' },
    diagnostics: { type: 'array', items: {} },
  },
  required: ['type', 'title', 'status', 'detail', 'code'],
};

const PROBLEM_CONTENT = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
};

const RESPONSES: Json = {
  Refused: { description: '没有受理，什么都没有改动', content: PROBLEM_CONTENT },
  Failed: { description: '暂时办不了，可用同一请求编号重试', content: PROBLEM_CONTENT },
};

const PARAMETERS: Json = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: '请求编号',
    schema: { type: 'string', minLength: 1, maxLength: 122 },
  },
  Actor: {
    name: 'X-Duban-Actor',
    in: 'header',
    required: false,
    description: '以哪个身份办理（百分号编码），如 office、unit:单位名称；不写为第一个可用的身份',
    schema: { type: 'string', maxLength: 2000 },
  },
};

const SECURITY: Json = {
  bearer: { type: 'http', scheme: 'bearer', description: '本机令牌，或接口口令（dbt_ 开头）' },
  session: { type: 'apiKey', in: 'cookie', name: 'duban', description: '登录后的会话' },
  csrf: { type: 'apiKey', in: 'header', name: 'X-Duban-CSRF', description: '会话中的 csrf' },
  link: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: '免登录链接：Link 后接链接中的令牌',
  },
};

function versionOf(): string {
  const text = readFileSync(join(PROJECT, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
