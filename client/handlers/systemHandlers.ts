import { listStuck } from './stuck.ts';
import { listContacts, listUndelivered } from './undelivered.ts';
import { showVersions } from './versions.ts';

/** The handlers of what the system administrator sees of the machine. */
export const SYSTEM_HANDLERS = {
  listStuck,
  showVersions,
  listUndelivered,
  listContacts,
} as const;
