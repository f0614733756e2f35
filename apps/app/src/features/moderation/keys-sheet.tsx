import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Sheet } from '@/components/sheet';
import { Text } from '@/components/text';
import { stylesheet } from '@/lib/theme';

const useStyles = stylesheet(({ colors, radius, space }) => ({
  row: { flexDirection: 'row', alignItems: 'center', gap: space.lg },
  key: {
    minWidth: 56,
    alignItems: 'center',
    paddingHorizontal: space.sm,
    paddingVertical: space.xs,
    borderRadius: radius.sm,
    borderWidth: 1,
    borderColor: colors.line,
    backgroundColor: colors.sunken,
  },
}));

const keys = [
  ['J', 'j'],
  ['K', 'k'],
  ['1–9', 'digits'],
  ['D', 'd'],
  ['R', 'r'],
  ['Esc', 'escape'],
  ['?', 'help'],
] as const;

/** Which keys there are. */
export function KeysSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Sheet open={open} onClose={onClose} title={t('moderation.keys.title')}>
      {keys.map(([key, name]) => (
        <View key={key} style={styles.row}>
          <View style={styles.key}>
            <Text variant="label">{key}</Text>
          </View>
          <Text>{t(`moderation.keys.${name}`)}</Text>
        </View>
      ))}
    </Sheet>
  );
}
