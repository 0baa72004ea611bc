import { matchesGlob } from 'node:path';

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

interface Rule {
  readonly pattern: RegExp;
  readonly says: string;
  readonly files: readonly string[];
  readonly except?: readonly string[];
}

const CODE = ['**/*.ts', '**/*.tsx', '**/*.mjs'];
const SCRIPTS = [...CODE, '**/*.sh', '.ci/*', '**/*.yaml', '**/*.yml'];
// A star does not stand for a folder that begins with a dot.
const EVERYTHING = ['**', '.*', '.*/**'];
const LOCKS = ['**/package-lock.json', '**/go.sum'];

// The patterns are put together from parts, or they would find themselves.
const any = (...words: string[]) => words.join('|');
const hosts = [
  'registry.npmjs' + '.org',
  'pypi' + '.org',
  'proxy.golang' + '.org',
  'crates' + '.io',
  'repo1.maven' + '.org',
];
const folders = ['root', 'work', 'home/(?!node/|app/)[a-z][-\\w]*', 'Users/\\w+'];

const rules: readonly Rule[] = [
  {
    pattern: /\bprocess\.env\b/,
    says: 'reads the environment: only src/config does',
    files: CODE,
    // These pass the environment on, whole, to the programs that they start; a person's own shell is no configuration.
    except: [
      'src/config/**',
      'src/cli/environment.ts',
      'src/launch.mjs',
      'src/supervisor/**',
      'src/demo-slack/**',
      'src/temporal/dev-server/**',
      'tests/**',
      'bench/**',
    ],
  },
  {
    pattern: new RegExp(
      `\\b(?:${any('it', 'test', 'describe')})\\.(?:${any('only', 'skip', 'todo')})\\b|\\b[xf](?:it|describe)\\(`,
    ),
    says: 'leaves tests out: finish them, or use describeUnless with a reason',
    files: CODE,
  },
  {
    pattern: new RegExp(`\\b(?:${any('TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X')})\\b(?!\\s*\\(?#\\d)`),
    says: 'puts something off without the number of an issue',
    files: SCRIPTS,
  },
  {
    pattern: new RegExp(`(?<![\\w.)\\]}/-])/(?:${any(...folders)})/`),
    says: 'names a path of one particular machine',
    files: EVERYTHING,
    except: LOCKS,
  },
  {
    pattern: new RegExp(any(...hosts).replaceAll('.', '\\.')),
    says: 'names a package registry: which one is used is set outside',
    files: EVERYTHING,
  },
];

export function ruleViolations(files: readonly TextFile[]): string[] {
  return files.flatMap((file) =>
    rules.filter((rule) => concerns(rule, file.path)).flatMap((rule) => found(rule, file)),
  );
}

function concerns({ files, except = [] }: Rule, path: string): boolean {
  const fits = (glob: string) => matchesGlob(path, glob);
  return files.some(fits) && !except.some(fits);
}

function found({ pattern, says }: Rule, { path, text }: TextFile): string[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${says}`] : []));
}
