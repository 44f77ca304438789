import { fileURLToPath } from 'node:url';
import { DefaultLogger } from '@temporalio/worker';
import { cacheFolder } from '../../client/servers/find.ts';
import { bundlePath } from '../../worker/bundle.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The workflow code as the product's own workers load it: bundled once for all the files of a run. */
export function bundled(): Promise<string> {
  return bundlePath(cacheFolder(ROOT), new DefaultLogger('ERROR'));
}
