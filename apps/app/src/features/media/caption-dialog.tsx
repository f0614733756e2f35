import type { Photo } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Form } from '@/components/form';
import { Sheet } from '@/components/sheet';
import { Text } from '@/components/text';
import { TextField } from '@/components/text-field';
import { explain } from '@/lib/problems';
import { useLayout } from '@/lib/theme';
import { captionPhotos } from './caption-photos';

const LONGEST = 500;

/** What all of them have in common; else nothing. */
const sharedCaption = (photos: readonly Photo[]): string => {
  const [first] = photos;
  return first && photos.every(({ caption }) => caption === first.caption) ? first.caption : '';
};

/** Asks for one caption for many photos. */
export function CaptionDialog({
  photos,
  onClose,
}: {
  photos: readonly Photo[];
  onClose: (done: boolean) => void;
}) {
  const { t } = useTranslation();
  const { wide } = useLayout();
  const own = photos.filter(({ abilities }) => abilities.edit);
  const [text, setText] = useState(() => sharedCaption(own));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    captionPhotos(own, text.trim())
      .then(() => onClose(true))
      .catch((cause: unknown) => {
        setError(cause);
        setBusy(false);
      });
  };
  const left = photos.length - own.length;
  return (
    <Sheet
      open
      plain
      onClose={() => onClose(false)}
      title={t('media.select.captionTitle', { count: own.length })}
      footer={
        <>
          <Button title={t('common.save')} variant="primary" loading={busy} onPress={save} block={!wide} />
          <Button title={t('common.cancel')} onPress={() => onClose(false)} block={!wide} />
        </>
      }
    >
      {own.length > 1 ? <Text tone="soft">{t('media.select.captionBody')}</Text> : null}
      {left > 0 ? <Text tone="soft">{t('media.select.captionPartly', { count: left })}</Text> : null}
      <Form onSubmit={save}>
        <TextField
          label={t('media.viewer.caption')}
          value={text}
          onChangeText={setText}
          maxLength={LONGEST}
          autoFocus
          error={error ? explain(error) : null}
        />
      </Form>
    </Sheet>
  );
}
