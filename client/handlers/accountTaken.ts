import { refuse } from '../faultError.ts';

const SUBJECT_KEYS: readonly string[] = ['account_subject_key', 'subject_asked_subject_key'];

/** Does a write; where a login or a 统一认证 identity is another's already, that is said. */
export async function taking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code === '23505' && constraint === 'account_login_key') refuse('login-taken');
    if (code === '23505' && SUBJECT_KEYS.includes(constraint ?? '')) refuse('subject-taken');
    throw error;
  }
}
