import type { z } from 'zod';
import type { auditRowSchema } from '../../http/schemas/audit.ts';
import { harmlessJson } from './harmless.ts';
import { moment } from './moments.ts';
import type { View } from './view.ts';

type Row = z.output<typeof auditRowSchema>;

export const AUDIT_HEAD = ['row', 'when', 'fact', 'subject', 'who', 'from', 'data'];

export function auditRow({ index, at, fact, subject, actor, surface, assurance, data }: Row, view: View): string[] {
  const from = assurance === null ? surface : `${surface}, ${assurance}`;
  return [String(index), moment(at, view), fact, subject, actor, from, harmlessJson(JSON.stringify(data))];
}
