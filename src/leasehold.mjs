#!/usr/bin/env node
// Plain JavaScript, as the launcher is: an old Node finds the right one by it.
process.argv.splice(2, 0, 'src/cli/main.ts');
await import('./launch.mjs');
