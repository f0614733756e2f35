import type { FileStatus } from '@wmory/uploader';
import { useTranslation } from 'react-i18next';
import { Image, View } from 'react-native';
import { Icon } from '@/components/icon';
import { IconButton } from '@/components/icon-button';
import { Text } from '@/components/text';
import { stylesheet, useTheme } from '@/lib/theme';
import { statusText } from './status-text';
import { uploads } from './uploads';
import { usePreview } from './use-preview';

/** Pixels; the list counts on it. */
export const ROW_HEIGHT = 64;

const useStyles = stylesheet(({ colors, radius, space }) => ({
  row: {
    height: ROW_HEIGHT,
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.md,
    paddingStart: space.lg,
    paddingEnd: space.xs,
  },
  preview: {
    width: 44,
    height: 44,
    borderRadius: radius.sm + 2,
    backgroundColor: colors.sunken,
    overflow: 'hidden',
    alignItems: 'center',
    justifyContent: 'center',
  },
  picture: { width: 44, height: 44 },
  words: { flex: 1, minWidth: 0, gap: 1 },
  track: { height: 3, borderRadius: 2, backgroundColor: colors.sunken, marginTop: 4, overflow: 'hidden' },
  fill: { height: 3, backgroundColor: colors.accentInk },
  mark: { width: 44, height: 44, alignItems: 'center', justifyContent: 'center' },
}));

function End({ file }: { file: FileStatus }) {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t } = useTranslation();
  const { id, name, status } = file;
  if (status === 'verified' || status === 'duplicate') {
    return (
      <View style={styles.mark}>
        <Icon name="check" size={20} color={colors.successInk} />
      </View>
    );
  }
  if (status === 'failed' || status === 'refused' || status === 'cancelled') {
    return (
      <>
        <IconButton
          icon="refresh"
          label={t('media.upload.retryFile', { name })}
          color={colors.inkSoft}
          onPress={() => uploads.retry([id])}
        />
        <IconButton
          icon="close"
          label={t('media.upload.dropFile', { name })}
          color={colors.inkSoft}
          onPress={() => uploads.forget([id])}
        />
      </>
    );
  }
  return (
    <IconButton
      icon="close"
      label={t('media.upload.cancelFile', { name })}
      color={colors.inkSoft}
      disabled={status === 'cancelling'}
      onPress={() => uploads.cancel([id])}
    />
  );
}

/** One file of the queue. */
export function UploadRow({ file, myId }: { file: FileStatus; myId: string }) {
  const styles = useStyles();
  const { colors } = useTheme();
  const preview = usePreview(file.id);
  const { text, tone } = statusText(file, myId);
  const sending = file.status === 'uploading' && file.size > 0;
  return (
    <View style={styles.row} role="listitem">
      <View style={styles.preview}>
        {preview ? (
          <Image
            source={{ uri: preview }}
            style={styles.picture}
            resizeMode="cover"
            accessible={false}
            alt=""
          />
        ) : (
          <Icon name="image" size={20} color={colors.inkSoft} />
        )}
      </View>
      <View style={styles.words}>
        <Text variant="small" numberOfLines={1} ellipsizeMode="middle">
          {file.name}
        </Text>
        <Text variant="caption" tone={tone} numberOfLines={sending ? 1 : 2}>
          {text}
        </Text>
        {sending ? (
          <View style={styles.track}>
            <View style={[styles.fill, { width: `${(file.sent / file.size) * 100}%` }]} />
          </View>
        ) : null}
      </View>
      <End file={file} />
    </View>
  );
}
