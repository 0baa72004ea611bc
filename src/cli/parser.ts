import { Command as Parser, Option, type OutputConfiguration } from 'commander';
import { CHAPTERS } from './chapters.ts';
import { type Command, flagName } from './command.ts';
import { EXIT_MEANS, EXIT } from './exit-codes.ts';

/** What goes for every command. */
export interface Globals {
  readonly json: boolean;
  readonly color: boolean;
  readonly url: string | undefined;
  readonly key: string | undefined;
}

export interface Parsed {
  readonly command: Command;
  readonly given: object;
  readonly globals: Globals;
}

export const GLOBALS = [
  new Option('--json', "print the API's answer as it is"),
  new Option('--no-color', 'without colours; the same as NO_COLOR'),
  new Option('--url <address>', 'the server; or LEASEHOLD_URL, or the one of leasehold login'),
  new Option('--key <key>', 'sent again with the same key, it is not done twice'),
];

/** Calls `run` with what was typed; what is not understood goes to commander's own output. */
type Run = (parsed: Parsed) => Promise<void>;

export function createParser(version: string, run: Run, output: OutputConfiguration = {}): Parser {
  const root = new Parser('leasehold')
    .exitOverride()
    .configureOutput(output)
    .description('Ask for access, decide, hold, and give it back: a client of the API of Leasehold.')
    .version(version)
    .showSuggestionAfterError()
    .addHelpText('after', `\nEnds with:\n${exitCodes()}`);
  for (const option of GLOBALS) root.addOption(option);
  for (const { title, commands } of CHAPTERS) for (const command of commands) add(root, title, command, run);
  return root;
}

function add(root: Parser, chapter: string, command: Command, run: Run): void {
  const [first = '', second] = command.name.split(' ');
  const parent = second === undefined ? root : groupOf(root, chapter, first);
  const parser = parent.command(second ?? first).description(command.summary);
  if (second === undefined) parser.helpGroup(`${chapter}:`);
  for (const [name, { takes, about }] of Object.entries(command.args))
    parser.argument(argumentText(name, takes), about);
  for (const [name, option] of Object.entries(command.options)) parser.addOption(optionOf(name, option));
  parser.addHelpText('after', `\nExamples:\n${command.examples.map((one) => `  ${one}`).join('\n')}`);
  parser.action(async () => {
    const globals = parser.optsWithGlobals<Globals>();
    await run({ command, given: givenIn(command, parser), globals: { ...globals, json: globals.json === true } });
  });
}

function groupOf(root: Parser, chapter: string, name: string): Parser {
  const found = root.commands.find((one) => one.name() === name);
  return found ?? root.command(name).description(`${chapter}: see leasehold ${name} --help`).helpGroup(`${chapter}:`);
}

export function argumentText(name: string, takes: 'one' | 'maybe' | 'many'): string {
  return { one: `<${name}>`, maybe: `[${name}]`, many: `[${name}...]` }[takes];
}

type OptionSpec = Command['options'][string];

export function optionText(name: string, { takes, value }: OptionSpec): string {
  return takes === 'flag' ? flagName(name) : `${flagName(name)} <${value.toLowerCase()}>`;
}

function optionOf(name: string, spec: OptionSpec): Option {
  const option = new Option(optionText(name, spec), spec.about);
  if (spec.takes === 'list') option.default([], 'none').argParser((one: string, all: string[]) => [...all, one]);
  return option;
}

/** By the names of the command: commander says `wait: false` for `--no-wait`. */
function givenIn({ args, options }: Command, parser: Parser): object {
  const opts = parser.opts<Record<string, unknown>>();
  const positional = Object.keys(args).map((name, at) => [name, parser.processedArgs[at] as unknown]);
  const named = Object.entries(options).map(([name, spec]) => {
    const option = optionOf(name, spec);
    const value = opts[option.attributeName()];
    return [name, option.negate ? value === false : spec.takes === 'flag' ? value === true : value];
  });
  return Object.fromEntries([...positional, ...named]) as object;
}

function exitCodes(): string {
  const codes = Object.entries(EXIT) as [keyof typeof EXIT, number][];
  return codes.map(([name, code]) => `  ${String(code).padStart(3)}  ${EXIT_MEANS[name]}`).join('\n');
}
