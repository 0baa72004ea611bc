import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/** As the system has it, unless somebody chose. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const A_YEAR = 365 * 24 * 60 * 60;

export function themeOf(c: Context): Theme {
  return THEMES.find((theme) => theme === getCookie(c, 'theme')) ?? 'system';
}

export function rememberTheme(c: Context, text: string | undefined): void {
  const theme = THEMES.find((one) => one === text) ?? 'system';
  setCookie(c, 'theme', theme, { path: '/', sameSite: 'Lax', maxAge: A_YEAR });
}
