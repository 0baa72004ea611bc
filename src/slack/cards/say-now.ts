import type { Request } from '../../domain/request/request.ts';
import * as said from '../../domain/telling/say-now.ts';
import { voiceIn } from './voice.ts';

export function now(request: Request, zone: string): string {
  return said.now(request, voiceIn(zone));
}
