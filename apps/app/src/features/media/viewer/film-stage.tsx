import type { Photo } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { showToast } from '@/components/toast';
import { api } from '@/lib/api';
import { explain } from '@/lib/problems';
import { stylesheet } from '@/lib/theme';
import { nameOf } from '../day';
import { Film } from './film';
import { ViewerButton } from './viewer-button';

const useStyles = stylesheet(() => ({
  middle: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    start: 0,
    end: 0,
    alignItems: 'center',
    justifyContent: 'center',
    pointerEvents: 'box-none',
  },
  // The bar above and the caption below stay in reach.
  film: { position: 'absolute', top: 64, bottom: 24, start: 0, end: 0 },
}));

/** An address may have ended after so many milliseconds; whoever is at the end of a long film then gets another. */
const ADDRESS_LIFE = 4 * 60_000;

/** What plays the film whose picture is on the stage. */
export function FilmStage({ photo }: { photo: Photo }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [film, setFilm] = useState<{ url: string; from: number; askedAt: number } | null>(null);
  const [asking, setAsking] = useState(false);

  async function play(from = 0): Promise<void> {
    if (asking) return;
    setAsking(true);
    try {
      const params = { groupId: photo.groupId, photoId: photo.id };
      const { url } = await api.getOriginal({ params });
      setFilm({ url, from, askedAt: Date.now() });
    } catch (error) {
      setFilm(null);
      showToast({ message: explain(error), tone: 'problem' });
    } finally {
      setAsking(false);
    }
  }
  const fail = (at: number) => {
    if (film && Date.now() - film.askedAt > ADDRESS_LIFE) return void play(at);
    setFilm(null);
    showToast({ message: t('media.viewer.cannotPlay'), tone: 'problem' });
  };

  return film === null ? (
    <View style={styles.middle}>
      <ViewerButton floating icon="play" label={t('media.viewer.play')} onPress={() => void play()} />
    </View>
  ) : (
    <View style={styles.film}>
      <Film key={film.askedAt} url={film.url} from={film.from} label={nameOf(photo)} onFail={fail} />
    </View>
  );
}
