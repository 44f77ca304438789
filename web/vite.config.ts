import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { OPERATIONS } from '../client/operations.ts';

/** What the browser needs of the table of operations: names, methods and paths, without its schemas. */
function operationsTable(): Plugin {
  const id = 'virtual:operations';
  const lines = Object.entries(OPERATIONS).map(([name, { method, path }]) => [
    name,
    [method, path],
  ]);
  return {
    name: 'operations-table',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) =>
      source === `\0${id}`
        ? `export default ${JSON.stringify(Object.fromEntries(lines))}`
        : undefined,
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [operationsTable()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    // antd marks its modules for servers that render; nothing is lost here
    rolldownOptions: {
      onLog: (level, log, print) =>
        log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : print(level, log),
    },
  },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env['DUBAN_PORT'] ?? '8710'}` } },
});
