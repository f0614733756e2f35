import type { Photo } from '@wmory/contract';
import { View } from 'react-native';
import { stylesheet } from '@/lib/theme';
import { DayHeading } from './day-heading';
import { useFeedContext } from './feed-context';
import { FeedControls } from './feed-controls';
import type { FeedItem } from './feed-items';
import { Tile } from './tile';

const useStyles = stylesheet(() => ({ line: { flexDirection: 'row' } }));

/** Where photos reach the edge of the window, words keep away from it. */
const WORDS_EDGE = 16;

interface PicturesProps {
  photos: readonly Photo[];
  widths: readonly number[];
  height: number;
}

function Pictures({ photos, widths, height }: PicturesProps) {
  const styles = useStyles();
  const { gap } = useFeedContext();
  return (
    <View style={[styles.line, { height: height + gap, gap }]}>
      {photos.map((photo, index) => (
        <Tile key={photo.id} photo={photo} width={widths[index] ?? 0} height={height} />
      ))}
    </View>
  );
}

/** One line of the feed. */
export function FeedLine({ item }: { item: FeedItem }) {
  const styles = useStyles();
  const { edge, apart } = useFeedContext();
  if (item.kind === 'day') {
    return (
      <DayHeading day={item.day} photos={item.photos} inset={edge || WORDS_EDGE}>
        {item.first ? <FeedControls /> : null}
      </DayHeading>
    );
  }
  if (item.kind === 'row') {
    return (
      <View style={{ paddingHorizontal: edge }}>
        <Pictures photos={item.photos} widths={item.widths} height={item.height} />
      </View>
    );
  }
  return (
    <View style={[styles.line, { paddingHorizontal: edge, gap: apart }]}>
      {item.blocks.map(({ day, photos, widths, width }, index) => (
        <View key={day} style={{ width }}>
          <DayHeading day={day} photos={photos} inset={edge || index > 0 ? 0 : WORDS_EDGE} brief />
          <Pictures photos={photos} widths={widths} height={item.height} />
        </View>
      ))}
    </View>
  );
}
