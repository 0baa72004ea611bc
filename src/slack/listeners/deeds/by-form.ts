import type { DeedFormName } from '../../views/deed-forms.ts';
import { approveChanged, reject } from './decide.ts';
import type { Deed } from './deed.ts';
import { answer, ask, cancel, extend } from './requests.ts';
import { complete, refuse } from './tasks.ts';

/** What each form is for. */
export const DEED_OF: { readonly [Name in DeedFormName]: Deed } = {
  ...{ change: approveChanged, reject, question: ask, answer, extend, cancel, complete, refuse },
};
