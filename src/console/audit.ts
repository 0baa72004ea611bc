import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { sha256, verifySignature } from '../config/keys.ts';
import { runRoot } from '../config/run-root.ts';
import { type Installation, openInstallation } from '../installation.ts';
import type { SignedAuditHead } from '../ports/audit-store.ts';
import { StartProblem } from '../ports/start-problem.ts';
import { exportAudit } from '../use-cases/export-audit.ts';
import { signAuditHead } from '../use-cases/sign-audit-head.ts';
import { verifyAudit } from '../use-cases/verify-audit.ts';

const USAGE = `npm run audit -- verify [--anchor FILE]   reads the whole record again and says whether it is whole
npm run audit -- anchor                   signs how far the record goes now; keep what it prints elsewhere
npm run audit -- export                   the record as JSON lines, its last line a signed head`;

await runRoot(async () => {
  const { command, anchor } = options();
  const installation = await openInstallation();
  try {
    await run(command, anchor, installation);
  } finally {
    await installation.store.close();
  }
});

async function run(command: string | undefined, anchor: string | undefined, installation: Installation): Promise<void> {
  if (command === 'verify') return verify(installation, anchor);
  if (command === 'anchor') return console.log(JSON.stringify(await signAuditHead(installation)));
  if (command === 'export') {
    for await (const line of exportAudit(installation)) console.log(line);
    return;
  }
  throw new StartProblem(USAGE);
}

async function verify(installation: Installation, anchorFile: string | undefined): Promise<void> {
  const anchor = anchorFile === undefined ? undefined : await readAnchor(anchorFile);
  const { publicKey } = installation.keys;
  const verdict = await verifyAudit({ ...installation, sha256, verifySignature, publicKey }, anchor);
  const against = `${verdict.rows} rows, ${verdict.signedHeads} signed heads${anchor === undefined ? '' : ', 1 anchor'}`;
  if (verdict.breaks.length === 0) return console.log(`The record is whole: ${against}.`);
  const problems = verdict.breaks.map(({ problem }) => `  ${problem}`).join('\n');
  throw new StartProblem(`The record is NOT whole (${against}):\n${problems}`);
}

async function readAnchor(file: string): Promise<SignedAuditHead> {
  try {
    const anchor = JSON.parse(await readFile(file, 'utf8')) as SignedAuditHead;
    if (typeof anchor.index === 'number' && typeof anchor.hash === 'string') return anchor;
  } catch {
    // Said below: a file that is no JSON is no anchor either.
  }
  throw new StartProblem(`${file} is not an anchor: it should hold what \`npm run audit -- anchor\` printed.`);
}

function options(): { command: string | undefined; anchor: string | undefined } {
  try {
    const { values, positionals } = parseArgs({ options: { anchor: { type: 'string' } }, allowPositionals: true });
    return { command: positionals[0], anchor: values.anchor };
  } catch (error) {
    throw new StartProblem(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}
