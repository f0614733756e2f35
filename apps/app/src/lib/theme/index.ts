export { useLayout } from './layout';
export { useReducedMotion } from './reduced-motion';
export {
  stylesheet,
  ThemeProvider,
  useTheme,
  useThemeChoice,
} from './theme';
export { TARGET, type TypeName } from './tokens';
