import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { Clock } from '../../clock.ts';
import type { Database, SigningKeysTable } from '../../db/index.ts';
import { StartError } from '../../error.ts';
import { createSeal, type Seal } from '../../seal.ts';
import type { Secrets } from '../../secrets.ts';
import { KEY_REFRESH, nextKey, signingIndex, spentBefore } from './policy.ts';
import * as store from './store-signing-keys.ts';

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/** The keys as a server knows them now. */
export interface KeyRing {
  /** The one that signs. */
  signer: SigningKey;
  find(kid: string | undefined): SigningKey | undefined;
  /** Oldest first; the last may be one that signs only later. */
  all: readonly SigningKey[];
}

/** Keys that every server on the same database agrees on. */
export interface SigningKeys {
  /** Read again after a while, with such rotation as is due. */
  ring(): Promise<KeyRing>;
}

export interface SigningKeyOptions {
  database: Database;
  secrets: Secrets;
  clock: Clock;
}

interface Known {
  /** When the database was asked. */
  at: number;
  rows: readonly SigningKeysTable[];
  all: readonly SigningKey[];
}

/** ECDSA on P-256, for ES256; PKCS #8. */
function makeKey(seal: Seal): Pick<SigningKeysTable, 'kid' | 'sealed_key'> {
  const kid = uuidv7();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return { kid, sealed_key: seal.close(pem, kid) };
}

function openKey(seal: Seal, { kid, sealed_key }: SigningKeysTable): SigningKey {
  try {
    const privateKey = createPrivateKey(seal.open(sealed_key, kid));
    return { kid, privateKey, publicKey: createPublicKey(privateKey) };
  } catch (cause) {
    throw new StartError(
      'The secret is not the one that the signing keys in this database were made with. Set WMORY_SECRET, or put ' +
        'the file `secret` of the data folder back, as it was; all servers on one database share one secret. ' +
        'docs/operations.md says what to do when it is lost.',
      { cause },
    );
  }
}

/** Reads the keys, after such rotation as is due. Throws `StartError` when they open with another secret only. */
export async function openSigningKeys({ database, secrets, clock }: SigningKeyOptions): Promise<SigningKeys> {
  const seal = createSeal(secrets.key('signing-keys'));
  const opened = new Map<string, SigningKey>();

  async function readKeys(): Promise<Known> {
    const at = clock();
    let rows = await store.selectKeys(database);
    const next = nextKey(rows, at);
    if (next) {
      await store.insertKey(database, { ...makeKey(seal), ...next });
      // Whoever was first made it.
      rows = await store.selectKeys(database);
    }
    const spent = spentBefore(rows, at);
    if (spent !== null) {
      await store.deleteKeysBefore(database, spent);
      rows = rows.filter(({ generation }) => generation >= spent);
    }
    const all = rows.map((row) => opened.get(row.kid) ?? openKey(seal, row));
    for (const key of all) opened.set(key.kid, key);
    return { at, rows, all };
  }

  let known = await readKeys();
  let reading: Promise<void> | null = null;

  async function refresh(): Promise<void> {
    known = await readKeys();
  }

  return {
    async ring() {
      if (clock() >= known.at + KEY_REFRESH) {
        reading ??= refresh().finally(() => {
          reading = null;
        });
        await reading;
      }
      const { rows, all } = known;
      const signer = all[signingIndex(rows, clock())];
      if (!signer) throw new Error('the database keeps no signing key');
      return { signer, all, find: (kid) => all.find((key) => key.kid === kid) };
    },
  };
}
