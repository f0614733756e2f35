import type { Photo } from '@wmory/contract';
import { View } from 'react-native';
import { useFeedContext } from './feed-context';
import { useSelectedAmong } from './selection';
import { Tile } from './tile';

export interface PicturesProps {
  photos: readonly Photo[];
  widths: readonly number[];
  height: number;
  /** Pixels before and after. */
  inset?: number;
}

/** Photos side by side. */
export function Pictures({ photos, widths, height, inset = 0 }: PicturesProps) {
  const { gap } = useFeedContext();
  const selected = useSelectedAmong(photos);
  return (
    <View style={{ flexDirection: 'row', height: height + gap, gap, paddingHorizontal: inset }}>
      {photos.map((photo, index) => (
        <Tile
          key={photo.id}
          photo={photo}
          width={widths[index] ?? 0}
          height={height}
          selected={selected[index] ?? false}
        />
      ))}
    </View>
  );
}
