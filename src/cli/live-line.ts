import { shortened } from './output/table.ts';

/** The parts of a stream that say how it looks there. */
export interface Screen {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

const CLEAR = '\r\u001b[2K';

export interface LiveLine {
  readonly show: (line: string, aside?: string) => void;
  readonly clear: () => void;
}

/** One line that changes on a terminal; elsewhere a line each time that something has changed. */
export function createLiveLine(screen: Screen): LiveLine {
  let last = '';
  const isLive = screen.isTTY === true;
  return {
    show(line, aside) {
      if (isLive)
        screen.write(
          `${CLEAR}${shortened(aside === undefined ? line : `${line} ${aside}`, (screen.columns ?? 80) - 1)}`,
        );
      else if (line !== last) screen.write(`${line}\n`);
      last = line;
    },
    clear() {
      if (isLive && last !== '') screen.write(CLEAR);
      last = '';
    },
  };
}
