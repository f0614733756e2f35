import { createContext, type ReactNode, use, useContext, useEffect, useMemo, useState } from 'react';
import { StyleSheet, useColorScheme } from 'react-native';
import { keep, kept } from '@/lib/storage';
import { paintPage } from './paint-page';
import type { Scheme, SchemeChoice } from './scheme';
import { type Colors, dark, elevation, light, motion, radius, space, type } from './tokens';

export interface Theme {
  scheme: Scheme;
  colors: Colors;
  space: typeof space;
  radius: typeof radius;
  motion: typeof motion;
  elevation: typeof elevation;
  type: typeof type;
}

const shared = { space, radius, motion, elevation, type };
const themes: Record<Scheme, Theme> = {
  light: { scheme: 'light', colors: light, ...shared },
  dark: { scheme: 'dark', colors: dark, ...shared },
};

const KEY = 'wmory.scheme';
const asChoice = (text: string | null): SchemeChoice =>
  text === 'light' || text === 'dark' ? text : 'system';

interface ThemeChoice {
  choice: SchemeChoice;
  choose: (choice: SchemeChoice) => void;
}
const ThemeContext = createContext<Theme>(themes.light);
const ChoiceContext = createContext<ThemeChoice>({ choice: 'system', choose: () => {} });

/** Gives all below it the colours of the chosen scheme; the choice outlives the session. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const system = useColorScheme();
  const [choice, setChoice] = useState(() => asChoice(kept(KEY)));
  const scheme: Scheme = choice === 'system' ? (system === 'dark' ? 'dark' : 'light') : choice;
  useEffect(() => paintPage(choice, themes[scheme].colors.ground), [choice, scheme]);
  const value = useMemo(
    () => ({
      choice,
      choose: (next: SchemeChoice) => {
        keep(KEY, next === 'system' ? null : next);
        setChoice(next);
      },
    }),
    [choice],
  );
  return (
    <ChoiceContext value={value}>
      <ThemeContext value={themes[scheme]}>{children}</ThemeContext>
    </ChoiceContext>
  );
}

/** The tokens of the scheme in force. */
export const useTheme = (): Theme => useContext(ThemeContext);

/** The chosen scheme and how to choose another. */
export const useThemeChoice = (): ThemeChoice => useContext(ChoiceContext);

/**
 * Styles that depend on the theme, made once per scheme:
 * `const useStyles = stylesheet(({ colors }) => ({ box: { backgroundColor: colors.surface } }))`.
 */
export function stylesheet<T extends StyleSheet.NamedStyles<T>>(
  make: (theme: Theme) => T & StyleSheet.NamedStyles<T>,
) {
  const made = new Map<Scheme, T>();
  return (): T => {
    const theme = use(ThemeContext);
    const known = made.get(theme.scheme);
    if (known) return known;
    const styles = StyleSheet.create(make(theme));
    made.set(theme.scheme, styles);
    return styles;
  };
}
