import { grantRole, handOver, listGrants, revokeRole } from './accountGrants.ts';
import { leaveAccount } from './accountLeave.ts';
import { endSession, exportPersons, importAccounts, listSessions } from './accountLists.ts';
import { beginSecondFactor, changePassword, finishSecondFactor } from './accountSecrets.ts';
import {
  correctMe,
  endMySession,
  listMySessions,
  listTokens,
  makeToken,
  revokeToken,
  showMe,
} from './accountSelf.ts';
import { activateAccount, completeSetup, openSetup } from './accountSetup.ts';
import {
  changeAccount,
  createAccount,
  listAccounts,
  resetActivation,
  showAccount,
} from './accounts.ts';
import { decideSubjects, listSubjects } from './subjects.ts';
import { confirmSecondFactor, showSession, signIn, signOut } from './signIn.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';

/** The library of the 统一认证 is loaded when somebody uses it. */
const oidcStart = async (service: Service): Promise<OutputOf<'oidcStart'>> =>
  (await import('./accountOidc.ts')).oidcStart(service);
const oidcFinish = async (
  service: Service,
  input: TakenOf<'oidcFinish'>,
): Promise<OutputOf<'oidcFinish'>> => (await import('./accountOidc.ts')).oidcFinish(service, input);

const beginBinding = async (
  service: Service,
  input: TakenOf<'beginBinding'>,
): Promise<OutputOf<'beginBinding'>> =>
  (await import('./subjectSelf.ts')).beginBinding(service, input);
const finishBinding = async (
  service: Service,
  input: TakenOf<'finishBinding'>,
): Promise<OutputOf<'finishBinding'>> =>
  (await import('./subjectSelf.ts')).finishBinding(service, input);
const removeBinding = async (
  service: Service,
  input: TakenOf<'removeBinding'>,
): Promise<OutputOf<'removeBinding'>> =>
  (await import('./subjectSelf.ts')).removeBinding(service, input);

/** What the operations of accounts do. */
export const ACCOUNT_HANDLERS = {
  showSession,
  signIn,
  confirmSecondFactor,
  signOut,
  changePassword,
  beginSecondFactor,
  finishSecondFactor,
  openSetup,
  completeSetup,
  activateAccount,
  oidcStart,
  oidcFinish,
  listMySessions,
  endMySession,
  showMe,
  correctMe,
  makeToken,
  listTokens,
  revokeToken,
  createAccount,
  importAccounts,
  listAccounts,
  showAccount,
  changeAccount,
  leaveAccount,
  resetActivation,
  exportPersons,
  listGrants,
  grantRole,
  revokeRole,
  handOver,
  listSessions,
  endSession,
  listSubjects,
  decideSubjects,
  beginBinding,
  finishBinding,
  removeBinding,
};
