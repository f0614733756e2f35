import type { Photo } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { ScrollView, View } from 'react-native';
import { IconButton } from '@/components/icon-button';
import { Sheet } from '@/components/sheet';
import { Text } from '@/components/text';
import { stylesheet, useLayout } from '@/lib/theme';
import { PhotoFacts } from './photo-facts';

const useStyles = stylesheet(({ colors, space }) => ({
  panel: { width: 360, backgroundColor: colors.surface },
  head: {
    flexDirection: 'row',
    alignItems: 'center',
    paddingStart: space.xl,
    paddingEnd: space.sm,
    minHeight: 64,
  },
  title: { flex: 1 },
  content: { paddingHorizontal: space.xl, paddingBottom: space.xxl },
}));

/** Beside the photo on wide windows, from below on phones. */
export function InfoPanel({ photo, open, onClose }: { photo: Photo; open: boolean; onClose: () => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
  if (!wide) {
    return (
      <Sheet open={open} onClose={onClose} title={t('media.viewer.info')}>
        <PhotoFacts photo={photo} />
      </Sheet>
    );
  }
  if (!open) return null;
  return (
    <View style={styles.panel} role="complementary" aria-label={t('media.viewer.info')}>
      <View style={styles.head}>
        <Text variant="heading" level={2} style={styles.title}>
          {t('media.viewer.info')}
        </Text>
        <IconButton icon="close" label={t('media.viewer.hideInfo')} onPress={onClose} />
      </View>
      <ScrollView contentContainerStyle={styles.content}>
        <PhotoFacts photo={photo} />
      </ScrollView>
    </View>
  );
}
