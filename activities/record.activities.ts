import type { SignedAuditHead } from '../src/ports/audit-store.ts';

interface Deps {
  readonly signHead: () => Promise<SignedAuditHead>;
}

export interface RecordActivities {
  signAuditHead(): Promise<number>;
}

export function createRecordActivities({ signHead }: Deps): RecordActivities {
  return {
    async signAuditHead() {
      const { index } = await signHead();
      return index;
    },
  };
}
