import { refuse } from '../faultError.ts';

/** Does a write; where a login or a 统一认证 identity is another's already, that is said. */
export async function taking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code === '23505' && constraint === 'account_login_key') refuse('login-taken');
    if (code === '23505' && constraint === 'account_subject_key') refuse('subject-taken');
    throw error;
  }
}
