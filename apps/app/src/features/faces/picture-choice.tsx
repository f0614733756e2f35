import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { api } from '@/lib/api';
import { explain } from '@/lib/problems';
import { useMe } from '@/lib/session';
import { stylesheet } from '@/lib/theme';
import { choosePicture, dropPicture } from './choose-picture';
import type { ChosenPicture } from './crop';
import { keepPicture } from './keep-picture';
import { PictureSheet, renewPicture } from './picture-sheet';
import { sendAvatar } from './send-avatar';

const useStyles = stylesheet(({ space }) => ({
  part: { gap: space.sm },
  buttons: { flexDirection: 'row', flexWrap: 'wrap', gap: space.sm },
}));

/** A picture of oneself: chosen, changed, removed. */
export function PictureChoice() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { avatarUrl } = useMe();
  const [chosen, setChosen] = useState<ChosenPicture | null>(null);
  const [busy, setBusy] = useState(false);
  const choose = async () => {
    try {
      setChosen(await choosePicture());
    } catch {
      showToast({ message: t('picture.unreadable'), tone: 'problem' });
    }
  };
  const putBack = async (picture: Uint8Array<ArrayBuffer>) => {
    try {
      const { state } = await sendAvatar(picture);
      if (state !== 'failed') await renewPicture();
      showToast(
        state === 'failed'
          ? { message: t('picture.refused'), tone: 'problem' }
          : { message: t(state === 'ready' ? 'picture.saved' : 'picture.later') },
      );
    } catch (error) {
      showToast({ message: explain(error), tone: 'problem' });
    }
  };
  const remove = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const kept = await keepPicture();
      await api.removeAvatar();
      await renewPicture();
      showToast({
        message: t('picture.removed'),
        ...(kept && { action: { title: t('common.undo'), onPress: () => void putBack(kept) } }),
      });
    } catch (error) {
      showToast({ message: explain(error), tone: 'problem' });
    } finally {
      setBusy(false);
    }
  };
  const close = () => {
    if (chosen) dropPicture(chosen);
    setChosen(null);
  };
  return (
    <View style={styles.part}>
      <View style={styles.buttons}>
        <Button
          title={t(avatarUrl ? 'picture.change' : 'picture.choose')}
          icon="image"
          onPress={() => void choose()}
        />
        {avatarUrl ? (
          <Button title={t('picture.remove')} loading={busy} onPress={() => void remove()} />
        ) : null}
      </View>
      <Text variant="small" tone="soft">
        {t('picture.seenBy')}
      </Text>
      {chosen ? <PictureSheet picture={chosen} onClose={close} /> : null}
    </View>
  );
}
