import type { Group } from '@wmory/contract';
import type { ReactElement } from 'react';
import type { serve } from '../fake-server';

export type Answers = Parameters<typeof serve>[0];

/** What a person reads: words, or something with a role and a name. */
export type Seen =
  | string
  | RegExp
  | { role: 'button' | 'link' | 'progressbar' | 'heading' | 'radio'; name: string | RegExp; busy?: boolean };

/** A screen in one state. */
export interface State {
  /** What the server answers instead of what it answers where there is all. */
  answers?: Answers;
  sees: readonly Seen[];
  lacks?: readonly Seen[];
  /** What the address says instead. */
  params?: Record<string, string>;
  /** Before the screen is drawn. */
  set?: () => void;
  /** What the person does first; instead of what they do in each state. */
  does?: () => Promise<unknown>;
  /** What has come of it beside what is seen. */
  after?: () => void;
}

/** A state that a screen does not have: why not. */
type Never = string;

/** A screen, or a part of one, and what the server answers in each state of it. */
export interface ScreenStates {
  name: string;
  /** Instead of the page of its route. */
  draws?: () => ReactElement;
  around?: 'group' | 'visitor';
  /** Where what the app says about the network is not seen. */
  covers?: boolean;
  params?: Record<string, string>;
  /** What differs about the group that it is in. */
  group?: Partial<Group>;
  set?: () => void;
  does?: () => Promise<unknown>;
  /** What it asks the server for: without an answer it is loading, with a refusal it has failed. */
  asks: readonly string[];
  answers: Answers;
  /** The button that tries again; `Try again` unless another is named. */
  again?: string;
  /** Whether what was seen last is shown without a network. */
  kept?: boolean;
  empty: State | Never;
  /** Without a word of its own: that it loads, by name. */
  loading?: State | Never;
  /** Without a word of its own: the sentence for a broken server, and a way to try again that leads to all. */
  error?: State | Never;
  /** Without a word of its own: that there is no connection, and a way to try again that leads to all. */
  offline?: State | Never;
  full: State;
}
