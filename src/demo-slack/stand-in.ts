import { type Instead, startFront } from './front.ts';
import { startProgram } from './program.ts';
import { standInFile, type StandInWorkspace } from './workspace.ts';

/** A Slack of one's own: a workspace with these people in it, a page, and a Web API. */
export async function startStandIn(workspace: StandInWorkspace, given: { port?: number; instead?: Instead } = {}) {
  const program = await startProgram(standInFile(workspace), given.port);
  const front = await startFront(program.url, given.instead);
  return {
    /** For `LEASEHOLD_SLACK_URL`. */
    url: front.url,
    /** For people, and for what drives it. */
    page: program.url,
    ended: program.ended,
    stop: async () => {
      await front.stop();
      await program.stop();
    },
  };
}

export type StandIn = Awaited<ReturnType<typeof startStandIn>>;
