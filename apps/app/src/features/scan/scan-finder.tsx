import { View } from 'react-native';
import { stylesheet } from '@/lib/theme';
import { INK } from '../media/viewer/colours';

const LENGTH = 44;
const useStyles = stylesheet(({ radius }) => ({
  finder: { width: '70%', maxWidth: 300, aspectRatio: 1, marginBottom: 64 },
  corner: { position: 'absolute', width: LENGTH, height: LENGTH, borderColor: INK },
  top: { top: 0, borderTopWidth: 4 },
  bottom: { bottom: 0, borderBottomWidth: 4 },
  start: { start: 0, borderStartWidth: 4 },
  end: { end: 0, borderEndWidth: 4 },
  topStart: { borderTopStartRadius: radius.lg },
  topEnd: { borderTopEndRadius: radius.lg },
  bottomStart: { borderBottomStartRadius: radius.lg },
  bottomEnd: { borderBottomEndRadius: radius.lg },
}));

/** Four corners, to hold a code between. */
export function ScanFinder() {
  const styles = useStyles();
  return (
    <View style={styles.finder} aria-hidden pointerEvents="none">
      <View style={[styles.corner, styles.top, styles.start, styles.topStart]} />
      <View style={[styles.corner, styles.top, styles.end, styles.topEnd]} />
      <View style={[styles.corner, styles.bottom, styles.start, styles.bottomStart]} />
      <View style={[styles.corner, styles.bottom, styles.end, styles.bottomEnd]} />
    </View>
  );
}
