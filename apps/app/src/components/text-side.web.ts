import type { TextStyle } from 'react-native';
import { direction } from '@/i18n';

interface TextSide {
  props: object;
  style: TextStyle | undefined;
}

/** Letters that join are set without tracking. */
const sides: Record<'ltr' | 'rtl', TextStyle> = {
  ltr: { textAlign: 'left' },
  rtl: { textAlign: 'right', letterSpacing: 0 },
};

/**
 * Text of the app runs and starts as its language does; left to themselves, browsers would go by the first letter
 * of each piece and set a foreign name at the far side. What people typed runs as its own letters do.
 */
export const textSide = (typed: boolean): TextSide => ({
  props: { dir: typed ? 'auto' : direction() },
  style: sides[direction()],
});
