import type { Ids, Keys } from '../../ports/environment.ts';
import type { OrganisationFiles } from '../../ports/organisation-files.ts';
import type { Store } from '../../ports/store.ts';

export interface PolicyDeps {
  readonly store: Pick<Store, 'organisation' | 'policy' | 'requests' | 'people'>;
  readonly files: OrganisationFiles;
  readonly keys: Pick<Keys, 'sha256'>;
  readonly ids: Ids;
}
