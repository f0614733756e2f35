import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { Sheet } from '@/components/sheet';
import { showToast } from '@/components/toast';
import { api } from '@/lib/api';
import { explain } from '@/lib/problems';
import { queryClient } from '@/lib/query-client';
import { updateMe } from '@/lib/session';
import { useLayout } from '@/lib/theme';
import { groupKeys } from '../groups/queries';
import { type ChosenPicture, type Crop, centred } from './crop';
import { Cropper } from './cropper';
import { makeSquare } from './make-square';
import { sendAvatar } from './send-avatar';

/** Shows what has become of the person's picture everywhere. */
export async function renewPicture(): Promise<void> {
  updateMe(await api.getMe());
  await queryClient.invalidateQueries({ queryKey: groupKeys.all });
}

/** Asks which part of a chosen picture others are to see, and sends that. */
export function PictureSheet({ picture, onClose }: { picture: ChosenPicture; onClose: () => void }) {
  const { t } = useTranslation();
  const { wide } = useLayout();
  const [crop, setCrop] = useState<Crop>(centred);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const save = async () => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      const { state } = await sendAvatar(await makeSquare(picture, crop));
      if (state === 'failed') return setFault(t('picture.refused'));
      await renewPicture();
      showToast({ message: t(state === 'ready' ? 'picture.saved' : 'picture.later') });
      onClose();
    } catch (error) {
      setFault(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('picture.title')}
      footer={
        <Button
          title={t('picture.save')}
          variant="primary"
          loading={busy}
          onPress={() => void save()}
          block={!wide}
        />
      }
    >
      <Cropper picture={picture} crop={crop} onChange={setCrop} />
      {fault ? <Notice tone="danger">{fault}</Notice> : null}
    </Sheet>
  );
}
