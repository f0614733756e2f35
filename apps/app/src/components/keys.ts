import type { View } from 'react-native';
import { direction } from '@/i18n';

/** Where an arrow, Home or End key leads from an item of a row or list; null for other keys. */
export function arrowStep(key: string, from: number, count: number): number | null {
  const forward = direction() === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const backward = direction() === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
  if (key === forward || key === 'ArrowDown') return (from + 1) % count;
  if (key === backward || key === 'ArrowUp') return (from + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/** Moves the keyboard there, where there is a keyboard. */
export const focusOn = (view: View | null | undefined): void => view?.focus();
