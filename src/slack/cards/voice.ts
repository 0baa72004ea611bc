import type { Voice } from '../../domain/telling/voice.ts';
import { moment } from '../blocks/date.ts';
import { escapeLine } from '../blocks/escape.ts';

export function voiceIn(zone: string): Voice {
  return { quoted: escapeLine, moment: (at) => moment(at, zone) };
}
