import { type Document, isScalar, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import { ok, type Result } from '../../domain/errors.ts';
import { refusePlaced, type Source } from '../finding.ts';
import { quoted } from '../wording.ts';
import { guardYaml, type Stop } from './guard-yaml.ts';
import { yamlSource } from './yaml-place.ts';

/** How often an anchor may be repeated, counted through the anchors inside it: a bomb is not unpacked. */
const MOST_ALIASES = 1000;

/** Keys are compared here: the library compares each with each, which takes minutes for a large hostile map. */
const options = { prettyErrors: false, stringKeys: true, uniqueKeys: false, merge: false } as const;

interface ReadYaml {
  readonly values: unknown;
  readonly source: Source;
}

/** YAML text -> plain values, and where each of them stood. */
export function readYaml(text: string, file: string): Result<ReadYaml> {
  const stop = guardYaml(text);
  if (stop !== undefined) return refuseAt(file, linesOf(text), [stop]);
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { ...options, lineCounter });
  const stops = stopsOf(document);
  if (stops.length > 0) return refuseAt(file, lineCounter, stops);
  const values = toValues(document);
  if ('sentence' in values) return refuseAt(file, lineCounter, [{ offset: 0, ...values }]);
  return ok({ ...values, source: yamlSource(document, lineCounter, file) });
}

function stopsOf(document: Document.Parsed): readonly Stop[] {
  const [error] = [...document.errors, ...document.warnings].toSorted((a, b) => a.pos[0] - b.pos[0]);
  // What follows the first error of form is often only its echo.
  return error === undefined ? repeatedKeys(document) : [{ offset: error.pos[0], sentence: sayError(error) }];
}

function sayError({ code, message }: YAMLError): string {
  if (code === 'RESOURCE_EXHAUSTION') return 'the file is nested too deeply';
  if (code === 'MULTIPLE_DOCS') return 'a file holds one document, but a second one begins here';
  const said = message.split('\n')[0] ?? '';
  return `this is not valid YAML: ${said.charAt(0).toLowerCase()}${said.slice(1, 200)}`;
}

function repeatedKeys(document: Document): readonly Stop[] {
  const stops: Stop[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) stops.push({ offset: key.range?.[0] ?? 0, sentence: sayRepeated(key.value) });
        seen.add(key.value);
      }
    },
  });
  return stops;
}

function sayRepeated(key: unknown): string {
  return `the key ${quoted(key)} is here twice`;
}

function toValues(document: Document): { readonly values: unknown } | { readonly sentence: string } {
  try {
    return { values: document.toJS({ maxAliasCount: MOST_ALIASES }) };
  } catch (error) {
    // Bombs, and aliases of nothing; the library throws both.
    return {
      sentence: `its aliases cannot be followed: ${lowered(error instanceof Error ? error.message : String(error))}`,
    };
  }
}

function lowered(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}

function refuseAt(file: string, lines: LineCounter, stops: readonly Stop[]) {
  const placed = stops.map(({ offset, sentence }) => ({ file, line: lines.linePos(offset).line, sentence }));
  return refusePlaced([file], placed);
}

function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return lines;
}
