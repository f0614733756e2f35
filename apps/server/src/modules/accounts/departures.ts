import type { CertificateContent, PartingTerms } from '@wmory/contract';
import type { Queryable, Tx } from '../../db/index.ts';

/** How much of what has gone, or stays without a name. */
export type Tally = {
  [K in keyof CertificateContent['deleted'] | 'given' | 'evidence']?: number;
};

/** An account that is closed, and whose traces go. */
export interface Leaving {
  userId: string;
  /** Id of the deletion. */
  deletionId: string;
  /** Of photos in groups for which nothing else was said. */
  terms: PartingTerms;
}

/**
 * Does one batch of what has to go before the account can; answers how much that was. `wait`: others are at it. Null:
 * nothing is left. It is asked again after each batch and after a crash, and so goes by what it finds.
 */
export type ErasureStep = (tx: Tx, leaving: Leaving) => Promise<Tally | 'wait' | null>;

export interface AnnouncedDeparture {
  userId: string;
  /** When it is final. */
  at: number;
  terms: PartingTerms;
  /** By group, where they are others. */
  choices: ReadonlyMap<string, PartingTerms>;
}

/** What accounts ask of the modules above when one is to go. */
export interface Departures {
  /** Tells groups which photos go, and when. Throws `not-found` for a choice about a group that the person is not in. */
  announce(tx: Tx, departure: AnnouncedDeparture): Promise<void>;
  /** As if it had never been announced. */
  takeBack(tx: Tx, userId: string): Promise<void>;
  list(
    db: Queryable,
    userId: string,
  ): Promise<{ groupId: string; groupName: string; photos: PartingTerms }[]>;
  /** In their order. */
  steps: readonly ErasureStep[];
}

/** Where there are no modules above. */
export const nowhere: Departures = {
  announce: async () => {},
  takeBack: async () => {},
  list: async () => [],
  steps: [],
};
