// Comfort only: every page works without this.
import { startKeys } from './keys.js';
import { startLive } from './live.js';
import { startPanel } from './panel.js';
import { startRows } from './rows.js';
import { startTheme } from './theme.js';
import { startTimes } from './times.js';

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const secure = location.protocol === 'https:' ? '; Secure' : '';
document.cookie = `zone=${encodeURIComponent(zone)}; Path=/; SameSite=Lax; Max-Age=31536000${secure}`;

startTimes();
startTheme();
startPanel();
startRows();
startKeys();
startLive();

// On a phone the places are a bar that is wider than the screen.
document.querySelector('.rail nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
