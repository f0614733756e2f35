import { View } from 'react-native';
import { Icon } from '@/components/icon';
import { stylesheet } from '@/lib/theme';

const useStyles = stylesheet(({ radius, space }) => ({
  mark: {
    position: 'absolute',
    bottom: space.sm,
    end: space.sm,
    width: 24,
    height: 24,
    borderRadius: radius.full,
    alignItems: 'center',
    justifyContent: 'center',
    backgroundColor: 'rgba(20, 14, 16, 0.62)',
    pointerEvents: 'none',
  },
}));

/** Says on its picture that a photo moves. */
export function LiveMark() {
  const styles = useStyles();
  return (
    <View style={styles.mark} aria-hidden testID="live">
      <Icon name="live" size={16} color="#FFFFFF" />
    </View>
  );
}
