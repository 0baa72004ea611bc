import { parseArgs } from 'node:util';
import { runRoot } from '../config/run-root.ts';
import { GRANTED_ROLES, type GrantedRole } from '../domain/people/person.ts';
import { SCOPES, type Scope } from '../domain/people/scope.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { StartProblem } from '../ports/start-problem.ts';
import { mintToken, type TokenWish } from '../use-cases/mint-token.ts';

const USAGE = `npm run token -- --role ${GRANTED_ROLES.join('|')}   a service token
npm run token -- --person E-MAIL                             a token that acts for a person
  --scopes ${SCOPES.join(',')}   what it may be used for; all unless given
  --days 90   how long it lives
  --name "deploy bot"`;

/** Writes to the database itself, so it works while the product runs and while it doesn't. */
await runRoot(async () => {
  const wish = wishOf(process.argv.slice(2));
  const installation = await openInstallation();
  try {
    const minted = await mintToken(installation, wish);
    if (!minted.ok) throw new StartProblem(minted.problem.detail);
    const { token, text } = minted.value;
    console.log(`${token.name}: ${token.scopes.join(', ')}; until ${new Date(token.expiresAt).toISOString()}`);
    console.log(`It is good for ${placeOf(installation)}. Shown once, kept nowhere:`);
    console.log(text);
  } finally {
    await installation.store.close();
  }
});

/** Without the variables of a running installation this is another one, whose tokens that one does not know. */
function placeOf({ config }: Installation): string {
  return config.database.kind === 'sqlite' ? `the installation in ${config.home}` : 'the installation of DATABASE_URL';
}

function wishOf(args: string[]): TokenWish {
  const { role, person, scopes, days, name } = options(args);
  if ((role === undefined) === (person === undefined))
    throw new StartProblem(`One of --role and --person is needed.\n\n${USAGE}`);
  return {
    kind: 'api',
    name: name ?? 'made on the console',
    owner:
      person === undefined ? { role: oneOf(GRANTED_ROLES, role ?? '', '--role') as GrantedRole } : { email: person },
    scopes: scopes?.split(',').map((scope) => oneOf(SCOPES, scope.trim(), '--scopes') as Scope),
    days: days === undefined ? undefined : Number(days),
    by: { kind: 'operator' },
    surface: 'cli',
  };
}

function options(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args, options: { role: text, person: text, scopes: text, days: text, name: text } }).values;
  } catch (error) {
    throw new StartProblem(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function oneOf(known: readonly string[], given: string, option: string): string {
  if (known.includes(given)) return given;
  throw new StartProblem(`${option} knows ${known.join(', ')}, not "${given}".\n\n${USAGE}`);
}
