import type { Passkey } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Form } from '@/components/form';
import { Sheet } from '@/components/sheet';
import { TextField } from '@/components/text-field';
import { showToast } from '@/components/toast';
import { explain } from '@/lib/problems';
import { useLayout } from '@/lib/theme';
import { useRenamePasskey } from './passkey-queries';

/** Another name for a passkey. */
export function PasskeyNameSheet({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const { t } = useTranslation();
  const { wide } = useLayout();
  const [text, setText] = useState(passkey.name);
  const { mutate, isPending, error } = useRenamePasskey();
  const name = text.trim();
  const save = () => {
    if (name === passkey.name) return onClose();
    if (name === '' || isPending) return;
    mutate(
      { passkeyId: passkey.id, name },
      {
        onSuccess: () => {
          showToast({ message: t('passkeys.renamed') });
          onClose();
        },
      },
    );
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('passkeys.rename')}
      footer={
        <Button title={t('common.save')} variant="primary" loading={isPending} onPress={save} block={!wide} />
      }
    >
      <Form onSubmit={save}>
        <TextField
          label={t('passkeys.renameTitle')}
          value={text}
          onChangeText={setText}
          error={name === '' ? t('passkeys.nameMissing') : error ? explain(error) : null}
          maxLength={60}
          autoComplete="off"
          autoFocus
        />
      </Form>
    </Sheet>
  );
}
