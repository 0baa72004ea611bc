import { describePages } from './every-page.ts';

await describePages('every page', 0);
