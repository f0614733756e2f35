import { type Href, Link, useRouter } from 'expo-router';
import type { ReactNode, Ref } from 'react';
import {
  type GestureResponderEvent,
  Platform,
  Pressable,
  type PressableProps,
  type StyleProp,
  type View,
  type ViewStyle,
} from 'react-native';

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
export function Touch({ label, href, ...rest }: TouchProps) {
  const named = { ...rest, ...(label === undefined ? {} : { 'aria-label': label }) } as PressableProps;
  if (href === undefined) return <Pressable role="button" {...named} />;
  return <LinkTouch href={href} {...named} />;
}

// A press that a browser knows better what to do with: a new tab, a new window, a download.
function isForBrowser(event: GestureResponderEvent): boolean {
  const mouse = event as unknown as Partial<MouseEvent>;
  return Boolean(mouse.metaKey || mouse.ctrlKey || mouse.shiftKey || mouse.altKey || mouse.button);
}

function LinkTouch({ href, onPress, ...rest }: PressableProps & { href: Href }) {
  const router = useRouter();
  const web = Platform.OS === 'web' ? { href: Link.resolveHref(href) } : {};
  return (
    <Pressable
      role="link"
      {...rest}
      {...web}
      onPress={(event) => {
        if (isForBrowser(event)) return;
        event.preventDefault();
        onPress?.(event);
        router.push(href);
      }}
    />
  );
}
