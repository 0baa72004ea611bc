/** What the person has set in their shell. The configuration of an installation is another thing. */
export interface Environment {
  readonly url: string | undefined;
  readonly token: string | undefined;
  readonly configFolder: string | undefined;
  /** They want no colours, wherever they look. */
  readonly isPlain?: boolean;
}

export function readEnvironment(): Environment {
  const { LEASEHOLD_URL, LEASEHOLD_TOKEN, XDG_CONFIG_HOME, NO_COLOR } = process.env;
  return {
    ...{ url: given(LEASEHOLD_URL), token: given(LEASEHOLD_TOKEN), configFolder: given(XDG_CONFIG_HOME) },
    isPlain: given(NO_COLOR) !== undefined,
  };
}

function given(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}
