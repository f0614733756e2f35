import { useFeedContext } from './feed-context';
import type { PicturesProps } from './pictures';
import { useSelectedAmong } from './selection';
import { Tile } from './tile';

/** Photos side by side. */
export function Pictures({ photos, widths, height, inset = 0 }: PicturesProps) {
  const { gap } = useFeedContext();
  const selected = useSelectedAmong(photos);
  return (
    <div style={{ display: 'flex', height: height + gap, gap, paddingInline: inset }}>
      {photos.map((photo, index) => (
        <Tile
          key={photo.id}
          photo={photo}
          width={widths[index] ?? 0}
          height={height}
          selected={selected[index] ?? false}
        />
      ))}
    </div>
  );
}
