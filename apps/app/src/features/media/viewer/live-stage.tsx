import type { Photo } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { Icon } from '@/components/icon';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { Touch, type TouchState } from '@/components/touch';
import { api } from '@/lib/api';
import { explain } from '@/lib/problems';
import { stylesheet, TARGET } from '@/lib/theme';
import { nameOf } from '../day';
import { INK, WORDS_LIT, WORDS_VEIL } from './colours';
import { LiveFilm } from './live-film';

const useStyles = stylesheet(({ radius, space }) => ({
  film: { position: 'absolute', top: 0, bottom: 0, start: 0, end: 0, pointerEvents: 'none' },
  // Below the bar, where reading begins.
  place: { position: 'absolute', start: space.lg },
  button: {
    minHeight: TARGET,
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.xs,
    paddingStart: space.md,
    paddingEnd: space.lg,
    borderRadius: radius.full,
    backgroundColor: WORDS_VEIL,
  },
  lit: { backgroundColor: WORDS_LIT },
  ink: { color: INK },
}));

/** What plays a live photo: its film, once, in the place of its still. Nothing plays before it is asked for. */
export function LiveStage({ photo, bare }: { photo: Photo; bare: boolean }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const insets = useSafeAreaInsets();
  const [url, setUrl] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const stop = () => setUrl(null);

  async function play(): Promise<void> {
    if (asking) return;
    setAsking(true);
    try {
      const params = { groupId: photo.groupId, photoId: photo.id };
      setUrl((await api.getOriginal({ params, query: { part: 'motion' } })).url);
    } catch (error) {
      showToast({ message: explain(error), tone: 'problem' });
    } finally {
      setAsking(false);
    }
  }
  const fail = () => {
    stop();
    showToast({ message: t('media.viewer.cannotPlay'), tone: 'problem' });
  };
  const playing = url !== null;
  return (
    <>
      {playing ? (
        <View style={styles.film}>
          <LiveFilm url={url} label={nameOf(photo)} onEnd={stop} onFail={fail} />
        </View>
      ) : null}
      {bare ? null : (
        <View style={[styles.place, { top: insets.top + 68 }]}>
          <Touch
            label={t(playing ? 'media.viewer.stopLive' : 'media.viewer.playLive')}
            onPress={() => (playing ? stop() : void play())}
            style={({ hovered, pressed }: TouchState) => [styles.button, (hovered || pressed) && styles.lit]}
          >
            <Icon name={playing ? 'close' : 'live'} size={20} color={INK} />
            <Text variant="label" style={styles.ink}>
              {t('media.viewer.live')}
            </Text>
          </Touch>
        </View>
      )}
    </>
  );
}
