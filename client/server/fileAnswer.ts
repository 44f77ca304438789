import type { FastifyReply } from 'fastify';
import type { FileGiven } from '../fileGiven.ts';

/**
 * Answers with a file, to be saved: whatever it says of itself, a browser neither shows nor runs it, and a page that would be
 * made of it all the same could load nothing and would be of no site.
 */
export function giveFile(reply: FastifyReply, { name, type, bytes }: FileGiven): Buffer {
  reply
    .type(type)
    .header('content-disposition', attachmentNamed(name))
    .header('content-length', bytes.length)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox");
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** RFC 6266: the name in UTF-8, and what is left of it in ASCII for whoever does not read that. */
export function attachmentNamed(name: string): string {
  const plain = name.replace(/[^\w.-]+/g, '_').slice(-100);
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
