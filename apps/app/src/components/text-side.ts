import type { TextStyle } from 'react-native';

interface TextSide {
  props: object;
  style: TextStyle | undefined;
}

/** Phones align text by the layout that the app started with. */
export const textSide = (_typed: boolean): TextSide => ({ props: {}, style: undefined });
