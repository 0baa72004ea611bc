import { describePages } from './every-page.ts';

await describePages('every other page', 1);
