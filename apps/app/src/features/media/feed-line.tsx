import { View } from 'react-native';
import { stylesheet } from '@/lib/theme';
import { DayHeading } from './day-heading';
import { useFeedContext } from './feed-context';
import { FeedControls } from './feed-controls';
import type { FeedItem } from './feed-items';
import { Pictures } from './pictures';

const useStyles = stylesheet(() => ({ line: { flexDirection: 'row' } }));

/** Where photos reach the edge of the window, words keep away from it. */
const WORDS_EDGE = 16;

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
    return <Pictures photos={item.photos} widths={item.widths} height={item.height} inset={edge} />;
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
