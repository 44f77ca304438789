import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { temporalTarget } from '../../client/servers/connect.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-connect-'));
  file = join(folder, 'temporal.toml');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('nothing named means a server of ours', () => {
  expect(temporalTarget({ TEMPORAL_CONFIG_FILE: file })).toBeUndefined();
});

test('an address in the environment is an existing server', () => {
  const env = { TEMPORAL_CONFIG_FILE: file, TEMPORAL_ADDRESS: 'temporal.example:7233' };
  expect(temporalTarget(env)).toMatchObject({
    address: 'temporal.example:7233',
    namespace: 'default',
  });
  expect(temporalTarget({ ...env, TEMPORAL_NAMESPACE: 'duban' })?.namespace).toBe('duban');
});

test('a profile is an existing server, with its TLS', () => {
  writeFileSync(
    file,
    '[profile.office]\naddress = "office.example:7233"\nnamespace = "n"\n[profile.office.tls]\nserver_name = "s"\n',
  );
  const target = temporalTarget({ TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'office' });
  expect(target).toMatchObject({ address: 'office.example:7233', namespace: 'n' });
  expect(target?.connectionOptions.tls).toMatchObject({ serverNameOverride: 's' });
});

test.each([
  ['a profile that is not there', ''],
  ['a profile without an address', '[profile.office]\nnamespace = "n"\n'],
  ['a file that is not TOML', '[profile'],
])('%s is a fault, never silently a server of ours', (_, text) => {
  writeFileSync(file, text);
  const env = { TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'office' };
  expect(() => temporalTarget(env)).toThrow(/Temporal.*请.*。$/);
});
