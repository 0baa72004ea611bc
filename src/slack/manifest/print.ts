// `npm run slack:manifest`: what Slack makes the app of.
import { parseArgs } from 'node:util';
import { manifest } from './manifest.ts';

const USAGE = `npm run --silent slack:manifest -- --url https://access.example.com
  --socket             by Socket Mode: Slack need not reach that address
  --command /access    what people type`;

const options = { url: { type: 'string' }, socket: { type: 'boolean' }, command: { type: 'string' } } as const;

try {
  const { url = '', socket, command = '/access' } = parseArgs({ options }).values;
  if (!URL.canParse(url)) throw new Error('--url is needed: the address that people use');
  if (!/^\/[a-z0-9_-]{1,31}$/.test(command)) throw new Error(`${command} is no command: as in /access`);
  console.log(JSON.stringify(manifest({ url, mode: socket === true ? 'socket' : 'http', command }), undefined, 2));
} catch (error) {
  console.error(`${(error as Error).message}\n\n${USAGE}`);
  process.exitCode = 1;
}
