// The one way in for every entry point: `node src/launch.mjs FILE.ts [ARGUMENT …]`.
// Plain JavaScript that an old Node can still read: it finds a Node that is new enough, then runs FILE as it stands.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const NEEDED = [24, 12];

function isGoodEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

/** Beside this package where it is installed, in it where it is a clone. */
function packagedNode() {
  try {
    return createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/bin/node`);
  } catch {
    return undefined;
  }
}

async function launch(file, args) {
  if (isGoodEnough(process.versions.node)) {
    process.argv = [process.argv[0], resolve(root, file), ...args];
    const { registerJsx } = await import('./jsx-hook.mjs');
    registerJsx();
    await import(pathToFileURL(resolve(root, file)).href);
    return;
  }
  const packaged = packagedNode();
  if (packaged === undefined) {
    console.error(
      `Leasehold needs Node ${NEEDED.join('.')} or newer; this is ${process.versions.node}, and none came with npm ci.`,
    );
    process.exit(1);
  }
  const child = spawn(packaged, [...process.execArgv, fileURLToPath(import.meta.url), file, ...args], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

await launch(process.argv[2], process.argv.slice(3));
