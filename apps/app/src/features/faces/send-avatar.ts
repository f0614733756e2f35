import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type Avatar, ConnectionError, type SignedRequest } from '@wmory/contract';
import { api } from '@/lib/api';

/** Milliseconds between looks at how the picture stands, and how many there are. */
const PAUSE = 500;
const LOOKS = 40;

async function put({ url, method, headers }: SignedRequest, body: Uint8Array<ArrayBuffer>): Promise<void> {
  const answer = await fetch(url, { method, headers, body }).catch((cause: unknown) => {
    throw new ConnectionError('The store could not be reached', { cause });
  });
  if (!answer.ok) throw new ConnectionError(`The store answered ${answer.status}`);
}

/** Sends a JPEG as the person's picture and waits a while for it to be ready; answers how it stands then. */
export async function sendAvatar(bytes: Uint8Array<ArrayBuffer>): Promise<Avatar> {
  const digest = bytesToHex(sha256(bytes));
  const { avatarId, request } = await api.prepareAvatar({
    body: { size: bytes.byteLength, sha256: digest },
  });
  await put(request, bytes);
  for (let look = 1; ; look++) {
    const avatar = await api.confirmAvatar({ params: { avatarId } });
    if (avatar.state !== 'processing' || look === LOOKS) return avatar;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
