import { hash, verify } from '@node-rs/argon2';

/** OWASP: argon2id (the package's default), 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/** Passwords are compared in one form of Unicode, however the keyboard has made them. */
function plain(password: string): string {
  return password.normalize('NFKC');
}

export function hashPassword(password: string): Promise<string> {
  return hash(plain(password), COST);
}

/** Whether it is the password; where there is none, as much work is done as if there were. */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  const found = await verify(kept ?? (await nobodys()), plain(password));
  return found && kept !== null;
}

let decoy: Promise<string> | undefined;

function nobodys(): Promise<string> {
  decoy ??= hashPassword('nobody has this password');
  return decoy;
}
