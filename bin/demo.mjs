#!/usr/bin/env node
import { ensureInstalled } from './install.mjs';
import { run } from './run.mjs';
import { ensureWebBuilt } from './web.mjs';

await ensureInstalled();
if (process.argv.includes('--web')) await ensureWebBuilt();
run('client/demo.ts', process.argv.slice(2));
