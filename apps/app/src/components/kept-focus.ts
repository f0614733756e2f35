import type { ViewProps } from 'react-native';

export interface KeptFocus {
  /** Of what the focus is to stay in. */
  panel: ViewProps;
  /** Told once it is out of sight. */
  onGone: () => void;
}

const nothing: KeptFocus = { panel: {}, onGone: () => {} };

/** Screen readers of phones keep to what is modal by themselves. */
export const useKeptFocus = (_open: boolean): KeptFocus => nothing;
