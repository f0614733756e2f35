import type { Href } from 'expo-router';
import { ActivityIndicator, type GestureResponderEvent, View, type ViewStyle } from 'react-native';
import { stylesheet, TARGET, useTheme } from '@/lib/theme';
import { Icon } from './icon';
import type { IconName } from './icon-paths';
import { Text } from './text';
import { Touch, type TouchState } from './touch';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps {
  title: string;
  onPress?: (event: GestureResponderEvent) => void;
  href?: Href;
  variant?: ButtonVariant;
  /** `large` for the one thing that a page asks for. */
  size?: 'medium' | 'large';
  icon?: IconName;
  /** Shows that it is at work and takes no more presses. */
  loading?: boolean;
  disabled?: boolean;
  /** As wide as what it is in. */
  block?: boolean;
  /** A name for screen readers that says more than the title. */
  label?: string;
}

const useStyles = stylesheet(({ radius, space, motion }) => ({
  button: {
    minHeight: TARGET,
    paddingHorizontal: space.lg,
    borderRadius: radius.full,
    flexDirection: 'row',
    alignItems: 'center',
    justifyContent: 'center',
    alignSelf: 'center',
    borderWidth: 1,
    borderColor: 'transparent',
    transitionProperty: 'background-color, border-color',
    transitionDuration: `${motion.quick}ms`,
  } as ViewStyle,
  large: { minHeight: 52, paddingHorizontal: space.xl },
  block: { alignSelf: 'stretch' },
  content: { flexDirection: 'row', alignItems: 'center', justifyContent: 'center', gap: space.sm },
  hidden: { opacity: 0 },
  disabled: { opacity: 0.45 },
  spinner: { position: 'absolute' },
  title: { textAlign: 'center' },
}));

function useLook(variant: ButtonVariant) {
  const { colors } = useTheme();
  return {
    primary: {
      rest: colors.accent,
      hover: colors.accentHover,
      press: colors.accentPressed,
      ink: colors.onAccent,
      frame: 'transparent',
    },
    secondary: {
      rest: colors.surface,
      hover: colors.sunken,
      press: colors.line,
      ink: colors.ink,
      frame: colors.line,
    },
    quiet: {
      rest: 'transparent',
      hover: colors.hover,
      press: colors.press,
      ink: colors.accentInk,
      frame: 'transparent',
    },
    danger: {
      rest: colors.danger,
      hover: colors.dangerPressed,
      press: colors.dangerPressed,
      ink: colors.onDanger,
      frame: 'transparent',
    },
  }[variant];
}

/** A button that says what it does. */
export function Button({
  title,
  variant = 'secondary',
  size = 'medium',
  icon,
  loading = false,
  disabled = false,
  block,
  label,
  ...to
}: ButtonProps) {
  const styles = useStyles();
  const look = useLook(variant);
  const idle = disabled || loading;
  return (
    <Touch
      {...to}
      label={label ?? title}
      disabled={idle}
      aria-disabled={idle}
      aria-busy={loading}
      style={({ pressed, hovered }: TouchState) => [
        styles.button,
        size === 'large' && styles.large,
        block && styles.block,
        { backgroundColor: pressed ? look.press : hovered ? look.hover : look.rest, borderColor: look.frame },
        disabled && styles.disabled,
      ]}
    >
      <View style={[styles.content, loading && styles.hidden]}>
        {icon ? <Icon name={icon} size={20} color={look.ink} /> : null}
        <Text variant="label" style={[styles.title, { color: look.ink }]} numberOfLines={1}>
          {title}
        </Text>
      </View>
      {loading ? <ActivityIndicator style={styles.spinner} color={look.ink} /> : null}
    </Touch>
  );
}
