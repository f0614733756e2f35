import type { Href } from 'expo-router';
import type { Ref } from 'react';
import { type GestureResponderEvent, Platform, type View, type ViewStyle } from 'react-native';
import { stylesheet, TARGET, useTheme } from '@/lib/theme';
import { Icon } from './icon';
import type { IconName } from './icon-paths';
import { Touch, type TouchState } from './touch';

export interface IconButtonProps {
  ref?: Ref<View>;
  icon: IconName;
  /** What it does, for screen readers and as a tooltip. */
  label: string;
  onPress?: (event: GestureResponderEvent) => void;
  href?: Href;
  disabled?: boolean;
  color?: string;
  /** For buttons that switch something on and off. */
  pressed?: boolean;
  /** For buttons that open a menu or a sheet. */
  expanded?: boolean;
}

const useStyles = stylesheet(({ radius, motion }) => ({
  button: {
    width: TARGET,
    height: TARGET,
    borderRadius: radius.full,
    alignItems: 'center',
    justifyContent: 'center',
    transitionProperty: 'background-color',
    transitionDuration: `${motion.quick}ms`,
  } as ViewStyle,
  disabled: { opacity: 0.4 },
}));

/** A button that shows a picture alone. */
export function IconButton({ icon, label, color, disabled, pressed, expanded, ...rest }: IconButtonProps) {
  const styles = useStyles();
  const { colors } = useTheme();
  return (
    <Touch
      {...rest}
      label={label}
      disabled={disabled ?? false}
      {...(pressed === undefined
        ? {}
        : Platform.OS === 'web'
          ? { 'aria-pressed': pressed }
          : { 'aria-selected': pressed })}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded, 'aria-haspopup': true })}
      style={(state: TouchState) => [
        styles.button,
        state.pressed
          ? { backgroundColor: colors.press }
          : state.hovered || pressed
            ? { backgroundColor: colors.hover }
            : null,
        disabled && styles.disabled,
      ]}
    >
      <Icon name={icon} color={color ?? colors.ink} />
    </Touch>
  );
}
