#!/usr/bin/env node
// The command line runs in this very process: its standard input and output are the caller's.
import { ensureInstalled } from './install.mjs';

await ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
await import('../client/cli.ts');
