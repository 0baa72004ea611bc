/** What Slack sent, as it stands there: nothing of it is believed but ids. */
export interface Payload {
  readonly [field: string]: unknown;
}

/** Events are JSON, commands are a form, and what people press is JSON in a form. Undefined: it is none of these. */
export function payloadIn(body: string, contentType: string): Payload | undefined {
  if (/^application\/json(;|$)/i.test(contentType)) return objectIn(body);
  if (!/^application\/x-www-form-urlencoded(;|$)/i.test(contentType)) return undefined;
  const form = new URLSearchParams(body);
  const pressed = form.get('payload');
  return pressed === null ? Object.fromEntries(form) : objectIn(pressed);
}

function objectIn(text: string): Payload | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The workspace to whose Leasehold it was said; undefined where it does not say. */
export function workspaceOf(payload: Payload): string | undefined {
  const [authorized] = Array.isArray(payload['authorizations']) ? (payload['authorizations'] as unknown[]) : [];
  return (
    textIn(authorized, 'team_id') ??
    textIn(payload['view'], 'app_installed_team_id') ??
    textIn(payload, 'team_id') ??
    textIn(payload['team'], 'id') ??
    textIn(payload['user'], 'team_id')
  );
}

/** Of a whole organisation on Slack, of which no workspace of its own was asked. */
export function isOrgWide(payload: Payload): boolean {
  const [authorized] = Array.isArray(payload['authorizations']) ? (payload['authorizations'] as unknown[]) : [];
  const said = isObject(authorized) ? authorized['is_enterprise_install'] : payload['is_enterprise_install'];
  return said === true || said === 'true';
}

export function textIn(value: unknown, field: string): string | undefined {
  const found = isObject(value) ? value[field] : undefined;
  return typeof found === 'string' && found !== '' ? found : undefined;
}
