import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import statics from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PROJECT } from '../startup/home.ts';

const YEAR_MS = 31_536_000_000;

const ABSENT = `<!doctype html>
<html lang="zh-CN">
  <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>督办</title></head>
  <body>
    <h1>督办</h1>
    <p>网页还没有生成。请在本程序的文件夹中运行 <code>npm run build</code>，完成后刷新本页。</p>
    <p>命令行 <code>duban</code> 和接口 <code>/api</code> 可以照常使用。</p>
  </body>
</html>
`;

/** The pages 网页 as they were built; they may be built anew while the server runs. */
export interface Pages {
  /** Answers any address of the pages with the page: it reads the address itself. */
  readonly page: (reply: FastifyReply) => Promise<FastifyReply>;
}

/** Serves what Vite built: names of assets change with their content, so they are kept for good; the page never is. */
export function addPages(app: FastifyInstance, folder = join(PROJECT, 'web', 'dist')): Pages {
  void app.register(statics, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    index: false,
    immutable: true,
    maxAge: YEAR_MS,
    decorateReply: false,
  });
  const index = join(folder, 'index.html');
  return {
    page: async (reply) => {
      const text = existsSync(index) ? await readFile(index, 'utf8') : undefined;
      reply.header('cache-control', 'no-store').type('text/html; charset=utf-8');
      return reply.code(text === undefined ? 503 : 200).send(text ?? ABSENT);
    },
  };
}

const APART = /^\/(?:api|assets|health|ready|metrics)(?:[/?]|$)/;

/** Whether a browser asks for a page: not for the API, and with no token, which only programs carry. */
export function wantsPage({ method, url, headers, routeOptions }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  if (headers.authorization !== undefined || APART.test(url)) return false;
  const { accept = '*/*' } = headers;
  return (
    accept.includes('text/html') || (routeOptions.config.old !== true && accept.includes('*/*'))
  );
}
