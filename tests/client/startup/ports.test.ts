import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { homeOf, PROJECT } from '../../../client/startup/home.ts';
import { apiPorts } from '../../../client/startup/ports.ts';

function listening(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)));
}

describe('the port of the API', () => {
  test('stays the same while it is free, and another when it is taken', async () => {
    const next = await apiPorts({});
    const first = await next();
    expect(first).toBeGreaterThanOrEqual(8123);
    expect(await next()).toBe(first);
    const other = await listening(first);
    try {
      expect(await next()).not.toBe(first);
    } finally {
      other.close();
    }
  });

  test('is exactly DUBAN_PORT where that is set', async () => {
    const taken = await listening(0);
    const address = taken.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    await expect(apiPorts({ DUBAN_PORT: `${port}` })).rejects.toThrow(`端口 ${port}（DUBAN_PORT）`);
    await new Promise((done) => taken.close(done));
    expect(await (await apiPorts({ DUBAN_PORT: `${port}` }))()).toBe(port);
  });

  test.each(['0', '65536', '80a', '-1', '8123.5'])('refuses %s', async (text) => {
    await expect(apiPorts({ DUBAN_PORT: text })).rejects.toThrow('不是端口号');
  });
});

describe('the home', () => {
  test('is .duban of the project, or what DUBAN_HOME names', () => {
    expect(homeOf({}).folder).toBe(join(PROJECT, '.duban'));
    expect(homeOf({ DUBAN_HOME: '/srv/duban' })).toMatchObject({
      folder: '/srv/duban',
      logs: '/srv/duban/log',
      cache: '/srv/duban/cache',
    });
    expect(homeOf({ DUBAN_HOME: '/srv/duban', DUBAN_CACHE: '/var/cache/duban' }).cache).toBe(
      '/var/cache/duban',
    );
  });
});
