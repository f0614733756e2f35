import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Avatar,
  type Client,
  createClient,
  type Me,
  type Photo,
  ProblemError,
  type UploadReceipt,
} from '@wmory/contract';

/** Someone with a verified account, logged in. */
export interface Person {
  email: string;
  password: string;
  me: Me;
  client: Client;
}

export interface Account {
  name: string;
  email: string;
  password: string;
}

interface KeptLetter {
  to: string;
  text: string;
}

/** The newest six digits that were sent to the address, from the mailbox of a server without SMTP. */
export async function readCode(baseUrl: string, email: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const response = await fetch(`${baseUrl}/dev/mailbox.json`);
    if (!response.ok) throw new Error('The server sends its letters away, so there is no mailbox to read');
    const { letters } = (await response.json()) as { letters: KeptLetter[] };
    const codes = letters
      .filter((letter) => letter.to === email)
      .map(({ text }) => /\b\d{6}\b/.exec(text)?.[0]);
    const code = codes.find((found) => found !== undefined);
    if (code) return code;
    await sleep(50);
  }
  throw new Error(`No letter with a code came to ${email}`);
}

async function connect(baseUrl: string, account: Account, accessToken: string, me: Me): Promise<Person> {
  let token = accessToken;
  const client = createClient({
    baseUrl,
    accessToken: () => token,
    renew: async () => {
      const start = await createClient({ baseUrl }).logIn({
        body: { email: account.email, password: account.password },
      });
      token = start.accessToken;
      return true;
    },
  });
  return { email: account.email, password: account.password, me, client };
}

/** Logs the account in; makes and verifies it first where there is none. */
export async function enter(baseUrl: string, account: Account): Promise<Person> {
  const { email, password, name } = account;
  const guest = createClient({ baseUrl });
  try {
    const start = await guest.logIn({ body: { email, password } });
    return await connect(baseUrl, account, start.accessToken, start.me);
  } catch (error) {
    if (!(error instanceof ProblemError) || !['wrong-credentials', 'email-unverified'].includes(error.code))
      throw error;
  }
  await guest.signUp({ body: { email, password, name } });
  const start = await guest.verifyEmail({ body: { email, code: await readCode(baseUrl, email) } });
  return connect(baseUrl, account, start.accessToken, start.me);
}

export interface PhotoFile {
  name: string;
  /** UTC milliseconds; a picture's own clock goes first. */
  takenAt?: number;
  mimeType: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Of a live photo's film: the id of its still. */
  motionOf?: string;
}

/** Uploads a batch the way every client does: announce, put to the store, confirm. Receipts of what was authorised. */
export async function share(
  person: Person,
  groupId: string,
  files: readonly PhotoFile[],
): Promise<UploadReceipt[]> {
  const { items } = await person.client.authoriseUploads({
    params: { groupId },
    body: {
      items: files.map(({ name, mimeType, bytes, takenAt, motionOf }) => ({
        ...(takenAt !== undefined && { takenAt: new Date(takenAt).toISOString() }),
        ...(motionOf !== undefined && { motionOf }),
        name,
        mimeType,
        size: bytes.byteLength,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      })),
    },
  });
  const uploadIds: string[] = [];
  for (const [index, answer] of items.entries()) {
    const file = files[index];
    if (answer.outcome !== 'authorised' || answer.kind !== 'single' || !file) continue;
    const { url, method, headers } = answer.request;
    const response = await fetch(url, { method, headers, body: file.bytes });
    if (!response.ok) throw new Error(`The store answered ${response.status} to ${file.name}`);
    uploadIds.push(answer.uploadId);
  }
  if (uploadIds.length === 0) return [];
  return (await person.client.confirmUploads({ params: { groupId }, body: { uploadIds } })).receipts;
}

/** Gives a person a picture the way every client does, and waits until that is shown or refused. */
export async function showAvatar({ client }: Person, bytes: Uint8Array<ArrayBuffer>): Promise<Avatar> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { avatarId, request } = await client.prepareAvatar({ body: { size: bytes.byteLength, sha256 } });
  const { url, method, headers } = request;
  const response = await fetch(url, { method, headers, body: bytes });
  if (!response.ok) throw new Error(`The store answered ${response.status} to a picture`);
  for (let tries = 0; tries < 600; tries++) {
    const avatar = await client.confirmAvatar({ params: { avatarId } });
    if (avatar.state !== 'processing') return avatar;
    await sleep(100);
  }
  throw new Error('A picture is still being prepared after a minute');
}

/** Waits until no photo of the group is being prepared any more, and answers them all (100 at most). */
export async function settled(person: Person, groupId: string): Promise<Photo[]> {
  for (let tries = 0; tries < 600; tries++) {
    const { photos } = await person.client.listPhotos({ params: { groupId } });
    if (photos.every(({ state }) => state !== 'processing')) return photos;
    await sleep(100);
  }
  throw new Error('Photos are still being prepared after a minute');
}
