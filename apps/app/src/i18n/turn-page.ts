import { reloadAppAsync } from 'expo';
import { I18nManager } from 'react-native';
import type { Direction } from './languages';

/** Tells the system which side its layout starts from; it takes that up when the app starts. */
export function turnPage(_locale: string, direction: Direction): void {
  I18nManager.allowRTL(direction === 'rtl');
  I18nManager.forceRTL(direction === 'rtl');
}

/** Starts the app anew where its layout runs the other way; false where it does not. */
export function turnedByReload(direction: Direction): boolean {
  if (I18nManager.isRTL === (direction === 'rtl')) return false;
  void reloadAppAsync('The layout runs the other way');
  return true;
}
