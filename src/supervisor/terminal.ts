/** Where the supervisor speaks: lines that stay, and on a terminal a line that the next one replaces. */
export interface Terminal {
  readonly line: (text: string) => void;
  readonly progress: ((text: string) => void) | undefined;
  readonly isTTY: boolean;
}

const CLEAR = '\r\u001b[2K';

export function createTerminal(stream: NodeJS.WriteStream): Terminal {
  // A terminal that was closed must not end the supervisor before its children.
  stream.on('error', () => {});
  const isTTY = stream.isTTY === true;
  return {
    isTTY,
    line: (text) => stream.write(`${isTTY ? CLEAR : ''}${text}\n`),
    progress: isTTY ? (text) => stream.write(`${CLEAR}${text}`) : undefined,
  };
}
