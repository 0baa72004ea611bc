/** For programs that know nothing else of the domain. */
export { sayLength } from '../domain/lease/length.ts';
