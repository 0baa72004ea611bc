import { styleText } from 'node:util';

export interface BannerFacts {
  readonly app: string;
  readonly temporalUi: string | undefined;
  readonly home: string;
  readonly colour: boolean;
}

export function banner({ app, temporalUi, home, colour }: BannerFacts): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const row = (label: string, value: string) => `  ${paint('dim', label.padEnd(13))} ${paint('cyan', value)}`;
  return [
    '',
    `  ${paint('bold', 'Leasehold is running')}`,
    '',
    row('App', app),
    row('API docs', `${app}/api/v1/docs`),
    ...(temporalUi === undefined ? [] : [row('Temporal UI', temporalUi)]),
    row('State', home),
    '',
    `  ${paint('dim', 'Ctrl-C stops everything')}`,
    '',
  ].join('\n');
}
