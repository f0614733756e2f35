import type { Group } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { Icon } from '@/components/icon';
import { Text } from '@/components/text';
import { Touch, type TouchState } from '@/components/touch';
import { choosePhotos } from '@/features/uploads/choose-photos';
import { useUploads } from '@/features/uploads/upload-state';
import { stylesheet, useLayout, useTheme } from '@/lib/theme';
import { useIsSelecting } from './selection';

const useStyles = stylesheet(({ colors, radius, space, elevation }) => ({
  place: { position: 'absolute', end: space.lg },
  button: {
    height: 56,
    borderRadius: radius.lg + 4,
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.sm,
    paddingHorizontal: space.xl - 4,
    backgroundColor: colors.accent,
    boxShadow: elevation.menu,
  },
  lit: { backgroundColor: colors.accentHover },
}));

/** On phones, where the thumb is: adds photos. */
export function UploadFab({ group }: { group: Group }) {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const insets = useSafeAreaInsets();
  const docked = useUploads(({ snapshot }) => snapshot.files.length > 0);
  const selecting = useIsSelecting();
  if (wide || selecting || !group.abilities.upload) return null;
  return (
    <View style={[styles.place, { bottom: insets.bottom + (docked ? 108 : 16) }]}>
      <Touch
        label={t('media.upload.add')}
        onPress={() => void choosePhotos(group)}
        style={({ hovered, pressed }: TouchState) => [styles.button, (hovered || pressed) && styles.lit]}
      >
        <Icon name="plus" color={colors.onAccent} />
        <Text variant="label" tone="onAccent">
          {t('media.upload.add')}
        </Text>
      </Touch>
    </View>
  );
}
