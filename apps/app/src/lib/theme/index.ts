export { useLayout } from './layout';
export { useReducedMotion } from './reduced-motion';
export {
  type Scheme,
  type SchemeChoice,
  stylesheet,
  type Theme,
  ThemeProvider,
  useTheme,
  useThemeChoice,
} from './theme';
export { TARGET, type TypeName, WIDE } from './tokens';
