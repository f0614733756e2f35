import { createContext, type ReactNode, useContext } from 'react';
import type { StyleProp, ViewStyle } from 'react-native';

export interface FormProps {
  /** Called by Enter in a field too. */
  onSubmit: () => void;
  style?: StyleProp<ViewStyle>;
  children: ReactNode;
}

export const SubmitProvider = createContext<(() => void) | null>(null);

/** What Enter does in the form around. */
export const useSubmit = (): (() => void) | null => useContext(SubmitProvider);
