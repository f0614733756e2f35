import { createSuppressions } from '../modules/accounts/index.ts';
import { deriveSecrets } from '../secrets.ts';
import type { Installation } from './installation.ts';

const suppressionsOf = ({ database, root }: Pick<Installation, 'database' | 'root'>) =>
  createSuppressions({ database, secrets: deriveSecrets(root), clock: Date.now });

/** Why an address gets no letters; null: it gets them. */
export const findMailTrouble = (of: Pick<Installation, 'database' | 'root'>, address: string) =>
  suppressionsOf(of).find(of.database, address);

/** Lets letters go to an address again; false when they do already. */
export const clearMailTrouble = (of: Pick<Installation, 'database' | 'root'>, address: string) =>
  suppressionsOf(of).clear(address);
