import { View } from 'react-native';
import { Blur } from '@/components/blur';
import { stylesheet } from '@/lib/theme';
import { hiddenPictures } from './hidden-pictures';

const useStyles = stylesheet(({ radius, space }) => ({
  wall: {
    position: 'absolute',
    top: -28,
    bottom: -28,
    start: 0,
    end: 0,
    flexDirection: 'row',
    gap: space.md,
    overflow: 'hidden',
  },
  column: { flex: 1, gap: space.md },
  raised: { marginTop: -72 },
  picture: { borderRadius: radius.md, overflow: 'hidden', width: '100%' },
}));

// Repeated, so that a tall window is filled to its end.
const columns = [
  [0, 3, 4, 5, 6, 0],
  [8, 2, 7, 1, 4, 8],
  [6, 1, 5, 2, 3, 7],
].map((column) => column.flatMap((index) => hiddenPictures[index] ?? []));

/** A wall of pictures that only a group could see clearly. */
export function GalleryWall() {
  const styles = useStyles();
  return (
    <View style={styles.wall} aria-hidden>
      {columns.map((pictures, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the wall never changes
        <View key={column} style={[styles.column, column === 1 && styles.raised]}>
          {pictures.map(({ hash, ratio }, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the wall never changes
            <View key={row} style={[styles.picture, { aspectRatio: ratio }]}>
              <Blur hash={hash} />
            </View>
          ))}
        </View>
      ))}
    </View>
  );
}
