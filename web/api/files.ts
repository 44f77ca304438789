import type { InputOf, OperationName, OutputOf } from '../../client/operations.ts';
import { headersOf, placed, queryOf, refusedWith } from './call.ts';
import { AWAY, Problem } from './problem.ts';

type Sends = Extract<OperationName, 'sendEvidence' | 'sendEvidenceByLink'>;
type Gives = Extract<OperationName, 'fetchEvidence' | 'fetchEvidenceByLink'>;

/** Sends a file as it is; `onShare` hears how much of it has gone, from 0 to 1. Throws `Problem`. */
export function sendFile<K extends Sends>(
  name: K,
  input: Omit<InputOf<K>, 'bytes'>,
  file: Blob,
  onShare: (share: number) => void,
): Promise<OutputOf<K>> {
  const { path, rest } = placed(name, input);
  return new Promise((resolve, reject) => {
    // only this one tells how far it has come
    const request = new XMLHttpRequest();
    request.open('POST', `${path}${queryOf(rest)}`);
    for (const [key, value] of Object.entries(headersOf('POST', 'application/octet-stream'))) {
      request.setRequestHeader(key, value);
    }
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new Problem(AWAY));
    request.onabort = () => reject(new Problem(AWAY));
    request.onload = () => {
      const { status, responseText } = request;
      if (status === 200) resolve(JSON.parse(responseText) as OutputOf<K>);
      else reject(refusedWith({ status }, responseText));
    };
    request.send(file);
  });
}

/** Reads a file, to be saved. Throws `Problem`. */
export async function getFile<K extends Gives>(name: K, input: InputOf<K>): Promise<Blob> {
  const { path, rest } = placed(name, input);
  const address = `${path}${queryOf(rest)}`;
  const response = await fetch(address, { headers: headersOf('GET') }).catch(() => {
    throw new Problem(AWAY);
  });
  if (!response.ok) throw refusedWith(response, await response.text());
  return response.blob();
}
