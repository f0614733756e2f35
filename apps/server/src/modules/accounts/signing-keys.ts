import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export interface SigningKeys {
  /** The one that signs. */
  newest: SigningKey;
  find(kid: string | undefined): SigningKey | undefined;
  all: readonly SigningKey[];
}

const ENDING = '.pem';

function parseKey(kid: string, pem: string): SigningKey {
  const privateKey = createPrivateKey(pem);
  return { kid, privateKey, publicKey: createPublicKey(privateKey) };
}

/** ECDSA on P-256, for ES256; PKCS #8. */
function makeKey(): { kid: string; pem: string } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // A UUIDv7 says when: names in order are keys by age.
  return { kid: uuidv7(), pem: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) };
}

function syncFile(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

/**
 * Adds a key, which signs from the next start on while the others go on verifying; those can be deleted once the
 * tokens they signed have expired. The file is there whole or not at all, for its owner's eyes only.
 */
export function addSigningKey(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { kid, pem } = makeKey();
  const file = join(directory, kid + ENDING);
  const draft = `${file}.draft`;
  writeFileSync(draft, pem, { flag: 'wx', mode: 0o600, flush: true });
  renameSync(draft, file);
  syncFile(directory);
}

const listKids = (directory: string): string[] =>
  readdirSync(directory)
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .sort();

/** The keys in the folder, the first made when there is none; without a folder one that nobody keeps. */
export function openSigningKeys(directory?: string): SigningKeys {
  const all: SigningKey[] = [];
  if (directory === undefined) {
    const { kid, pem } = makeKey();
    all.push(parseKey(kid, pem));
  } else {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    if (listKids(directory).length === 0) addSigningKey(directory);
    for (const kid of listKids(directory)) {
      all.push(parseKey(kid, readFileSync(join(directory, kid + ENDING), 'utf8')));
    }
  }
  const newest = all.at(-1);
  if (!newest) throw new Error(`no signing key in ${directory}`);
  return { newest, all, find: (kid) => all.find((key) => key.kid === kid) };
}
