#!/usr/bin/env node
// `npm run build`: the pages, whether or not their sources have changed.
import { ensureInstalled } from './install.mjs';
import { buildWeb } from './web.mjs';

await ensureInstalled();
process.exit((await buildWeb()) ? 0 : 1);
