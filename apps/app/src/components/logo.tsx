import { View } from 'react-native';
import { stylesheet, useTheme } from '@/lib/theme';
import { Mark } from './mark';
import { Text } from './text';

const useStyles = stylesheet(({ space }) => ({
  row: { flexDirection: 'row', alignItems: 'center', gap: space.sm + 2 },
  name: { fontSize: 18, lineHeight: 24, fontWeight: '700', letterSpacing: 1.6 },
}));

/** The mark and the name. */
export function Logo({ size = 28 }: { size?: number }) {
  const styles = useStyles();
  const { colors } = useTheme();
  return (
    <View style={styles.row} role="img" aria-label="WMORY">
      <Mark size={size} first={colors.accentInk} second={colors.ink} />
      <Text style={styles.name}>WMORY</Text>
    </View>
  );
}
