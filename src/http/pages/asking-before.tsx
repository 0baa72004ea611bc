import type { FC } from 'hono/jsx';
import type { Request } from '../../domain/request/request.ts';
import type { SavedRequest } from '../../ports/saved-request-store.ts';
import { addressOf, ASKING } from '../web/basket.ts';
import { Hidden } from './parts/hidden.tsx';
import { Moment, type When } from './parts/moment.tsx';
import { Sentence } from './parts/say-request.tsx';

/** What this person asked for before, to ask for it again. */
export interface Before {
  readonly saved: readonly SavedRequest[];
  readonly latest: readonly Request[];
}

/** Each of these belongs to a form of its own, which stands beside the one that they are in. */
const SAVE = 'save-request';
const FORGET = 'forget-request';

export const FromBefore: FC<{ before: Before; when: When }> = ({ before: { saved, latest }, when }) =>
  saved.length + latest.length === 0 ? null : (
    <section data-part="before">
      <h2>As before</h2>
      <ul class="rows">
        {saved.map(({ name, typed }) => (
          <li class="foot">
            <a href={addressOf(typed)}>
              <bdi>{name}</bdi>
            </a>
            <button class="quiet small" form={FORGET} name="name" value={name} aria-label={`Forget ${name}`}>
              Forget
            </button>
          </li>
        ))}
        {latest.map((request) => (
          <li>
            <a href={`${ASKING}?again=${request.id}`}>
              <Sentence request={request} zone={when.zone} />
            </a>{' '}
            <span class="quiet">
              <Moment at={request.createdAt} when={when} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );

/** `here`: the address of what is to be saved. */
export const SaveForLater: FC<{ here: string; name: string }> = ({ here, name }) => (
  <div class="searching save" data-part="save">
    <input type="hidden" name="address" value={here} form={SAVE} />
    <label>
      Save it as
      <input name="name" value={name} maxlength={100} placeholder="A name for next time" form={SAVE} dir="auto" />
    </label>
    <button class="quiet" form={SAVE}>
      Save
    </button>
  </div>
);

export const SavingForms: FC<{ csrf: string }> = ({ csrf }) => (
  <>
    <form id={SAVE} method="post" action={`${ASKING}/save`}>
      <Hidden csrf={csrf} />
    </form>
    <form id={FORGET} method="post" action={`${ASKING}/forget`}>
      <Hidden csrf={csrf} />
    </form>
  </>
);
