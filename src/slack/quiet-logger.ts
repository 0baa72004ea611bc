import { LogLevel, type Logger } from '@slack/bolt';
import type { Report } from './settings.ts';

/** Slack's libraries speak to the log only of what went wrong: what they say otherwise may hold what people wrote. */
export function quietLogger(report: Report): Logger {
  const nothing = () => undefined;
  const say = (...said: unknown[]) => {
    const error = said.find((one) => one instanceof Error);
    report(error, said.filter((one) => typeof one === 'string').join(' '));
  };
  return {
    ...{ debug: nothing, info: nothing, warn: say, error: say },
    ...{ setLevel: nothing, setName: nothing, getLevel: () => LogLevel.WARN },
  };
}
