import type { Photo } from '@wmory/contract';
import { View } from 'react-native';
import { Icon } from '@/components/icon';
import { Text } from '@/components/text';
import { stylesheet } from '@/lib/theme';
import { sayLength } from './day';

const useStyles = stylesheet(({ radius, space }) => ({
  mark: {
    position: 'absolute',
    bottom: space.sm,
    end: space.sm,
    flexDirection: 'row',
    alignItems: 'center',
    gap: 2,
    paddingStart: 4,
    paddingEnd: 8,
    height: 24,
    borderRadius: radius.full,
    backgroundColor: 'rgba(20, 14, 16, 0.62)',
    pointerEvents: 'none',
  },
  ink: { color: '#FFFFFF' },
}));

/** Says on its picture that there is a film behind it, and how long. */
export function FilmMark({ photo }: { photo: Photo }) {
  const styles = useStyles();
  return (
    <View style={styles.mark} aria-hidden>
      <Icon name="play" size={14} color="#FFFFFF" />
      <Text variant="caption" style={styles.ink}>
        {sayLength(photo)}
      </Text>
    </View>
  );
}
