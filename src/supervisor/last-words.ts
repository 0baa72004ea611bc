const ERROR_LEVEL = 50;

/** The one sentence with which a child ended: not the stack around it, not the log before it. */
export function lastWords(output: string): string | undefined {
  const lines = linesOf(output);
  // Node quotes a line of source and marks the place below it: neither is a message.
  const isQuoted = (index: number) => isMark(lines[index]) || isMark(lines[index + 1]);
  return lines.map((line, index) => (isQuoted(index) ? undefined : messageIn(line))).findLast((words) => words);
}

export function lastLines(output: string, count: number): string[] {
  return linesOf(output).slice(-count);
}

function linesOf(output: string): string[] {
  return output.split('\n').filter((line) => line.trim() !== '');
}

function isMark(line: string | undefined): boolean {
  return line !== undefined && /^\s*\^+$/.test(line);
}

function messageIn(line: string): string | undefined {
  if (line.startsWith('{')) return messageInJson(line);
  if (/^\s|^Node\.js v|^\(Use |^}|^file:|^node:/.test(line)) return undefined;
  return /^(?:Uncaught )?\w*Error(?: \[\w+\])?: (.+)/.exec(line)?.[1] ?? line;
}

function messageInJson(line: string): string | undefined {
  try {
    const { level, msg } = JSON.parse(line) as { level?: unknown; msg?: unknown };
    const isError = level === 'error' || level === 'fatal' || Number(level) >= ERROR_LEVEL;
    return isError && typeof msg === 'string' ? msg : undefined;
  } catch {
    return undefined;
  }
}
