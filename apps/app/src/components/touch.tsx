import { type Href, Link } from 'expo-router';
import type { ReactNode, Ref } from 'react';
import { Pressable, type PressableProps, type StyleProp, type View, type ViewStyle } from 'react-native';

/** Hover and focus come from the web alone. */
export interface TouchState {
  pressed: boolean;
  hovered?: boolean;
  focused?: boolean;
}

export interface TouchProps extends Omit<PressableProps, 'style' | 'children'> {
  ref?: Ref<View>;
  /** Its name for screen readers, where what is in it does not say it. */
  label?: string;
  /** Goes there when pressed: a real link on the web. */
  href?: Href;
  style?: StyleProp<ViewStyle> | ((state: TouchState) => StyleProp<ViewStyle>);
  children?: ReactNode | ((state: TouchState) => ReactNode);
}

/** Whatever can be pressed. */
export function Touch({ label, href, style, role, ...rest }: TouchProps) {
  const pressable = (
    <Pressable
      role={role ?? (href === undefined ? 'button' : 'link')}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(rest as PressableProps)}
      style={style as PressableProps['style']}
    />
  );
  if (href === undefined) return pressable;
  return (
    <Link href={href} asChild>
      {pressable}
    </Link>
  );
}
