// Node strips types by itself but leaves JSX alone: pages (`.tsx`) go through swc, which Temporal's bundler uses too.
// Under node_modules Node strips nothing: where this package is installed there, all of its files go that way.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const here = new URL('.', import.meta.url).href;
/** Nothing begins with a space. */
const INSTALLED = here.includes('/node_modules/') ? new URL('..', here).href : ' ';

export function registerJsx() {
  registerHooks({
    load(url, context, nextLoad) {
      if (!url.endsWith('.tsx') && !(url.endsWith('.ts') && url.startsWith(INSTALLED))) return nextLoad(url, context);
      return { format: 'module', shortCircuit: true, source: transform(fileURLToPath(url)) };
    },
  });
}

let swc;
function transform(file) {
  swc ??= process.getBuiltinModule('node:module').createRequire(import.meta.url)('@swc/core');
  const { code, map } = swc.transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    sourceMaps: true,
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', tsx: file.endsWith('.tsx') },
      transform: { react: { runtime: 'automatic', importSource: 'hono/jsx' } },
    },
  });
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`;
}
