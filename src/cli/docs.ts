import { CHAPTERS } from './chapters.ts';
import type { Command } from './command.ts';
import { EXIT, EXIT_MEANS } from './exit-codes.ts';
import { argumentText, GLOBALS, optionText } from './parser.ts';

const BEGINNING = `# The command line

Written by \`npm run docs:cli\` from the commands themselves; a test holds it to them.

\`leasehold\` is a client of the [API](api.md): everything it does, your own programs can do with the same rights. It needs no
build: \`npx leasehold\` in a clone, or \`leasehold\` where the package is installed.

\`\`\`sh
leasehold login http://127.0.0.1:3000       # asks for a token, and keeps it for you alone
leasehold request production viewer --for 2h --reason "A first look"
\`\`\`

- **Where and who**: \`leasehold login\` keeps address and token in \`leasehold/cli.json\` under \`XDG_CONFIG_HOME\` or \`~/.config\`, readable
  by you only. \`LEASEHOLD_URL\` and \`LEASEHOLD_TOKEN\` stand above it. A token goes to the server that it was kept for, and to no other.
- **At a terminal**, what is missing is asked for, and shown as a whole before it is sent. Elsewhere nothing is ever asked.
- **For machines**, \`--json\` prints the API's answer as it is, refusals too; tell them apart by how the program ends. What a command
  puts together itself (\`doctor\`, \`audit verify --file\`) is printed as JSON of its own.
- **Answers** go to standard output, everything else to standard error. Colours stand for meanings and are left out where nobody
  looks, with \`--no-color\`, or where \`NO_COLOR\` is set. What people wrote is shown without what could steer a terminal.
- **Times** are told in the zone of your machine, and read in it: \`"2026-11-28 18:00"\`, \`18:00\`, or an instant with its offset.
- **Waiting**: \`request\`, \`grant\`, \`extend\` and \`end\` wait for what becomes of it, and say how it stands. Ctrl-C stops the waiting
  alone. \`--no-wait\` does not wait.
- **Again**: every call that changes something carries a key. One that was not confirmed is sent again under it, and is never done
  twice; \`--key\` does so by hand. After too many calls it waits once, as long as the server says.
`;

/** docs/cli.md, from the commands. */
export function cliDocs(): string {
  const globals = GLOBALS.map(({ flags, description }) => row([`\`${flags}\``, description]));
  const chapters = CHAPTERS.map(({ title, commands }) => [`## ${title}`, ...commands.map(sectionOf)].join('\n\n'));
  return `${[
    BEGINNING.trimEnd(),
    ['## For every command', '', ...tableOf(['option', 'what it does'], globals)].join('\n'),
    ['## How it ends', '', ...tableOf(['code', 'meaning'], exitRows())].join('\n'),
    ...chapters,
  ].join('\n\n')}\n`;
}

function exitRows(): string[] {
  const names = Object.keys(EXIT) as (keyof typeof EXIT)[];
  return names.map((name) => row([String(EXIT[name]), EXIT_MEANS[name]]));
}

function sectionOf({ name, summary, args, options, examples }: Command): string {
  const words = Object.entries(args).map(([arg, { takes }]) => ` ${argumentText(arg, takes)}`);
  const described = [
    ...Object.entries(args).map(([arg, { about }]) => row([`\`${arg}\``, about])),
    ...Object.entries(options).map(([option, spec]) => row([`\`${optionText(option, spec)}\``, spec.about])),
  ];
  return [
    `### leasehold ${name}${words.join('')}`,
    `${summary}.`,
    ...(described.length === 0 ? [] : [tableOf(['', ''], described).join('\n')]),
    ['```sh', ...examples, '```'].join('\n'),
  ].join('\n\n');
}

function tableOf(head: readonly string[], rows: readonly string[]): string[] {
  return [row(head), row(head.map(() => '---')), ...rows];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
