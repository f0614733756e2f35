import { View, type ViewStyle } from 'react-native';
import { stylesheet } from '@/lib/theme';

const useStyles = stylesheet(({ colors }) => ({
  scrim: { position: 'absolute', top: 0, bottom: 0, start: 0, end: 0, cursor: 'auto' } as ViewStyle,
  shade: { backgroundColor: colors.scrim },
}));

interface ScrimProps {
  onPress: () => void;
  /** Darkens what is behind. */
  shade?: boolean;
}

/**
 * What lies around a dialog and closes it when it is pressed. No button: it is nothing that the focus could go to, also
 * not when the Tab key comes round.
 */
export function Scrim({ onPress, shade = false }: ScrimProps) {
  const styles = useStyles();
  return (
    <View
      style={[styles.scrim, shade && styles.shade]}
      onStartShouldSetResponder={() => true}
      onResponderRelease={onPress}
      aria-hidden
    />
  );
}
