#!/usr/bin/env node
import { ensureInstalled } from './install.mjs';
import { run } from './run.mjs';
import { ensureWebBuilt } from './web.mjs';

await ensureInstalled();
await ensureWebBuilt();
run('client/start.ts', process.argv.slice(2));
