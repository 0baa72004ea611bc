/** What the person has set in their shell. The configuration of an installation is another thing. */
export interface Environment {
  readonly url: string | undefined;
  readonly token: string | undefined;
  readonly configFolder: string | undefined;
}

export function readEnvironment(): Environment {
  const { LEASEHOLD_URL, LEASEHOLD_TOKEN, XDG_CONFIG_HOME } = process.env;
  return { url: given(LEASEHOLD_URL), token: given(LEASEHOLD_TOKEN), configFolder: given(XDG_CONFIG_HOME) };
}

function given(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}
