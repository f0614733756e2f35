import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import type { Clock } from '../../clock.ts';
import { KEY_GRACE, KEY_LIFE } from './policy.ts';

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

/** The file is there whole or not at all, for its owner's eyes only. */
function addKey(directory: string): void {
  const { kid, pem } = makeKey();
  const file = join(directory, kid + ENDING);
  const draft = `${file}.draft`;
  writeFileSync(draft, pem, { flag: 'wx', mode: 0o600, flush: true });
  renameSync(draft, file);
  syncFile(directory);
}

/** Oldest first. */
const listKids = (directory: string): string[] =>
  readdirSync(directory)
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .sort();

/** When a key was made, by its UUIDv7 (RFC 9562, 5.7): the first 48 bits are milliseconds. */
const madeAt = (kid: string): number => Number.parseInt(kid.replaceAll('-', '').slice(0, 12), 16);

/** Makes a key where there is none or the newest is old, and takes away those that the newest has long replaced. */
function rotate(directory: string, now: number): void {
  const kids = listKids(directory);
  const newest = kids.at(-1);
  if (newest === undefined || madeAt(newest) + KEY_LIFE <= now) addKey(directory);
  else if (madeAt(newest) + KEY_GRACE <= now) {
    for (const kid of kids.slice(0, -1)) rmSync(join(directory, kid + ENDING));
  }
}

/** The keys in the folder, after such rotation as is due; without a folder one that nobody keeps. */
export function openSigningKeys(options: { directory?: string | undefined; clock: Clock }): SigningKeys {
  const { directory, clock } = options;
  const all: SigningKey[] = [];
  if (directory === undefined) {
    const { kid, pem } = makeKey();
    all.push(parseKey(kid, pem));
  } else {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    rotate(directory, clock());
    for (const kid of listKids(directory)) {
      all.push(parseKey(kid, readFileSync(join(directory, kid + ENDING), 'utf8')));
    }
  }
  const newest = all.at(-1);
  if (!newest) throw new Error(`no signing key in ${directory}`);
  return { newest, all, find: (kid) => all.find((key) => key.kid === kid) };
}
