#!/usr/bin/env node
import { ensureInstalled } from './install.mjs';
import { run } from './run.mjs';

await ensureInstalled();
run('client/start.ts', process.argv.slice(2));
