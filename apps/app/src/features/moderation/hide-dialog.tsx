import type { Photo } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { Sheet } from '@/components/sheet';
import { Text } from '@/components/text';
import { TextField } from '@/components/text-field';
import { showToast } from '@/components/toast';
import { uploaderName } from '@/features/media/day';
import { explain } from '@/lib/problems';
import { useLayout } from '@/lib/theme';
import { useAskToHide } from './queries';
import { LONGEST_WORD } from './report-dialog';

export interface HideDialogProps {
  photo: Photo;
  onClose: () => void;
}

/** Says what becomes of a photo that the person is in, and hides it. */
export function HideDialog({ photo, onClose }: HideDialogProps) {
  const { t } = useTranslation();
  const { wide } = useLayout();
  const [text, setText] = useState('');
  const { mutateAsync, isPending, error } = useAskToHide({ groupId: photo.groupId, photoId: photo.id });
  const name = uploaderName(photo);
  const send = async () => {
    if (isPending) return;
    const done = await mutateAsync(text.trim()).catch(() => null);
    if (!done) return;
    showToast({ message: t('hiding.sent') });
    onClose();
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('hiding.title')}
      footer={
        <Button
          title={t('hiding.send')}
          variant="primary"
          loading={isPending}
          onPress={() => void send()}
          block={!wide}
        />
      }
    >
      <Text>{t('hiding.body', { name })}</Text>
      <Text tone="soft">{photo.uploader ? t('hiding.next', { name }) : t('hiding.nextGiven')}</Text>
      <TextField
        label={t('hiding.text')}
        value={text}
        onChangeText={setText}
        maxLength={LONGEST_WORD}
        lines={3}
      />
      <Notice icon="shield">{t('report.secret')}</Notice>
      {error ? <Notice tone="danger">{explain(error, { 'rate-limited': t('hiding.limit') })}</Notice> : null}
    </Sheet>
  );
}
