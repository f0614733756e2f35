import type { Ref } from 'react';
import type { View } from 'react-native';
import { Icon } from '@/components/icon';
import type { IconName } from '@/components/icon-paths';
import { Touch, type TouchState } from '@/components/touch';
import { stylesheet, TARGET } from '@/lib/theme';
import { HOVER, INK, PRESS, VEIL } from './colours';

const useStyles = stylesheet(({ radius }) => ({
  button: {
    width: TARGET,
    height: TARGET,
    borderRadius: radius.full,
    alignItems: 'center',
    justifyContent: 'center',
  },
  floating: { backgroundColor: VEIL },
  lit: { backgroundColor: HOVER },
  pressed: { backgroundColor: PRESS },
}));

export interface ViewerButtonProps {
  ref?: Ref<View>;
  icon: IconName;
  label: string;
  onPress: () => void;
  /** With a ground of its own, for the middle of a photo. */
  floating?: boolean;
  /** For what opens and closes something. */
  expanded?: boolean;
}

/** A button on a photo. */
export function ViewerButton({ ref, icon, label, onPress, floating = false, expanded }: ViewerButtonProps) {
  const styles = useStyles();
  return (
    <Touch
      {...(ref ? { ref } : {})}
      label={label}
      onPress={onPress}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      style={({ hovered, pressed }: TouchState) => [
        styles.button,
        floating && styles.floating,
        (hovered || expanded) && styles.lit,
        pressed && styles.pressed,
      ]}
    >
      <Icon name={icon} color={INK} />
    </Touch>
  );
}
