import type { App } from '../../domain/catalog/app.ts';
import type { Typed } from '../auth/typed.ts';
import { Text } from './questions.tsx';

export function freezeQuestion({ id, name }: App, frozen: boolean, typed: Typed) {
  return {
    question: frozen ? `Freeze ${name}?` : `Unfreeze ${name}?`,
    lead: (
      <p>
        {frozen
          ? 'Nothing is given in it until it is unfrozen; what is approved meanwhile waits. Takings go on.'
          : 'It is given again, and what waited is given now.'}
      </p>
    ),
    button: frozen ? 'Freeze giving' : 'Unfreeze giving',
    isDanger: frozen,
    fields: <Text name="reason" label="Reason" typed={typed} isNeeded />,
    back: `/apps/${id}`,
  };
}
