import type { Photo } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { ActivityIndicator, View } from 'react-native';
import { Icon } from '@/components/icon';
import { Text } from '@/components/text';
import { stylesheet } from '@/lib/theme';

const useStyles = stylesheet(({ space }) => ({
  box: { maxWidth: 360, alignItems: 'center', gap: space.md, padding: space.xl },
  ink: { color: '#FFFFFF' },
  soft: { color: 'rgba(255, 255, 255, 0.75)' },
}));

/** What the viewer says of a photo that cannot be shown (yet). */
export function SlideNote({ photo }: { photo: Photo }) {
  const styles = useStyles();
  const { t } = useTranslation();
  if (photo.state === 'processing') {
    return (
      <View style={styles.box} role="status">
        <ActivityIndicator color="#FFFFFF" size="large" />
        <Text centred style={styles.soft}>
          {t('media.viewer.preparing')}
        </Text>
      </View>
    );
  }
  return (
    <View style={styles.box} role="alert">
      <Icon name="alert" size={32} color="#FFFFFF" />
      <Text variant="heading" centred style={styles.ink}>
        {t('media.viewer.failedTitle')}
      </Text>
      <Text centred style={styles.soft}>
        {photo.failure ? `${t(`media.failure.${photo.failure}`)} ` : ''}
        {t('media.viewer.failedBody')}
      </Text>
    </View>
  );
}
