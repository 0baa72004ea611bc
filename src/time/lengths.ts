/** For programs that know nothing else of the domain. */
export { parseLength, sayLength, sayLengthFault } from '../domain/lease/length.ts';
