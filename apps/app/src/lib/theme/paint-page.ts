import * as SystemUI from 'expo-system-ui';
import { Appearance } from 'react-native';
import type { SchemeChoice } from './scheme';

/** Makes what lies around the app (system bars, keyboard, window) follow the scheme. */
export function paintPage(choice: SchemeChoice, ground: string): void {
  Appearance.setColorScheme(choice === 'system' ? 'unspecified' : choice);
  void SystemUI.setBackgroundColorAsync(ground);
}
