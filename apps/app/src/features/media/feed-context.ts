import type { Photo } from '@wmory/contract';
import { createContext, useContext } from 'react';
import type { FeedSource } from './feed-source';

/** What all tiles of one feed share. */
export interface FeedContext {
  groupId: string;
  source: FeedSource;
  /** Whether there may be others' photos in it. */
  seesOthers: boolean;
  /** All photos that are loaded. */
  loaded: () => readonly Photo[];
  round: number;
  gap: number;
  edge: number;
  apart: number;
  wide: boolean;
  /** The ids of all photos as they are shown, one after the other. */
  shownIds: () => readonly string[];
  open: (photoId: string) => void;
}

const Context = createContext<FeedContext | null>(null);
export const FeedProvider = Context;

export function useFeedContext(): FeedContext {
  const context = useContext(Context);
  if (!context) throw new Error('This is not in a feed');
  return context;
}
