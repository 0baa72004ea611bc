import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type LaunchOptions } from 'playwright-core';

/** How tests launch it, or why this machine has none. */
export type ChromiumAnswer = { readonly launch: LaunchOptions } | { readonly unavailable: string };

// Not the package's own arguments: a single process without web security breaks contexts and cookies.
const args = ['--no-sandbox', '--headless=shell', '--disable-gpu'];

/** Chromium from npm, or an installed Chrome where npm has none. It is launched once here, so that nobody asks in vain. */
export async function findChromium(folder: string): Promise<ChromiumAnswer> {
  const isPackaged = process.platform === 'linux' && process.arch === 'x64';
  const launch = isPackaged ? await unpack(folder) : { channel: 'chrome', args };
  try {
    await (await chromium.launch(launch)).close();
    return { launch };
  } catch (error) {
    const what = isPackaged ? 'a Chromium that starts' : 'an installed Chrome';
    return { unavailable: `needs ${what}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}` };
  }
}

/**
 * The package unpacks to the system's temporary folder and takes whatever is called `chromium` there, half written or of
 * another version. So that is a folder of our own; and it is told to bring the libraries along which a server may lack.
 */
async function unpack(folder: string): Promise<LaunchOptions> {
  const home = join(folder, 'chromium');
  await mkdir(home);
  const script = `import chromium from '@sparticuz/chromium'; console.log(await chromium.executablePath());`;
  const env = { ...process.env, TMPDIR: home, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    env,
  });
  const fonts = join(home, 'fonts.conf');
  await writeFile(fonts, fontsIn(home));
  const libraries = { LD_LIBRARY_PATH: join(home, 'al2023', 'lib'), FONTCONFIG_FILE: fonts };
  return { executablePath: stdout.trim(), args, env: { ...process.env, ...libraries } };
}

/** The machine's fonts, and one that there is where it has none: without any, nothing on a page has a width. */
function fontsIn(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(home, 'fonts')}</dir>
  <cachedir>${join(home, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}
