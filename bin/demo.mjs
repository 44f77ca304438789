#!/usr/bin/env node
import { ensureInstalled } from './install.mjs';
import { run } from './run.mjs';

await ensureInstalled();
run('client/demo.ts', process.argv.slice(2));
