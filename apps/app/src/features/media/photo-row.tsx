import type { Photo } from '@wmory/contract';
import { View } from 'react-native';
import { stylesheet } from '@/lib/theme';
import { useFeedContext } from './feed-context';
import { Tile } from './tile';

const useStyles = stylesheet(() => ({ row: { flexDirection: 'row' } }));

export interface PhotoRowProps {
  photos: readonly Photo[];
  widths: readonly number[];
  height: number;
}

/** Photos side by side. */
export function PhotoRow({ photos, widths, height }: PhotoRowProps) {
  const styles = useStyles();
  const { gap, edge } = useFeedContext();
  return (
    <View style={[styles.row, { height: height + gap, gap, paddingHorizontal: edge }]}>
      {photos.map((photo, index) => (
        <Tile key={photo.id} photo={photo} width={widths[index] ?? 0} height={height} />
      ))}
    </View>
  );
}
