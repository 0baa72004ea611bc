import { writeFile } from 'node:fs/promises';
import { cliDocs } from './docs.ts';

await writeFile(new URL('../../docs/cli.md', import.meta.url), cliDocs());
