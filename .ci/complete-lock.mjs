// `node .ci/complete-lock.mjs`: after `npm install`, where the registry in use lacks packages for other platforms.
// npm then leaves them out of package-lock.json, and `npm ci` refuses the file ("Missing: … from lock file"). npm keeps
// entries that are there, so this adds them: enough for npm to know that they are not for this machine.
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));

for (const owner of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {}))
    lock.packages[`node_modules/${name}`] ??= entryOf(name, version, owner);
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);

/** A package for one platform says which in its name, as in `@swc/core-linux-arm64-musl`. */
function entryOf(name, version, owner) {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) throw new Error(`the name ${name} does not tell its platform`);
  const musl = words.some((word) => word.startsWith('musl'));
  return {
    version,
    cpu: [cpu],
    ...(owner.dev && { dev: true }),
    ...(musl && { libc: ['musl'] }),
    optional: true,
    os: [os],
  };
}
