import { Lexer } from 'yaml';

const DEEPEST = 64;
const MOST_TOKENS = 1_600_000;

export interface Stop {
  readonly offset: number;
  readonly sentence: string;
}

/**
 * Reads only the tokens. The parser needs seconds and the whole stack for what is nested or piled up without end,
 * so that is refused before it sees it.
 */
export function guardYaml(text: string): Stop | undefined {
  let [offset, depth, tokens] = [0, 0, 0];
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > DEEPEST) return { offset, sentence: `brackets are nested more than ${DEEPEST} deep` };
    if (depth < 0) return { offset, sentence: `a bracket is closed that was never opened` };
    if (tokens > MOST_TOKENS) return { offset, sentence: `the file has more than ${MOST_TOKENS} tokens` };
    offset += isMark(token) ? 0 : token.length;
  }
  return undefined;
}

/** The lexer marks documents and scalars with characters that are not in the text. */
function isMark(token: string): boolean {
  return token === '\u0002' || token === '\u0018' || token === '\u001f';
}
