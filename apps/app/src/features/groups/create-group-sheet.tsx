import { useRouter } from 'expo-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Form } from '@/components/form';
import { Notice } from '@/components/notice';
import { Sheet } from '@/components/sheet';
import { Text } from '@/components/text';
import { TextField } from '@/components/text-field';
import { showToast } from '@/components/toast';
import { explain } from '@/lib/problems';
import { useLayout } from '@/lib/theme';
import { useCreateGroup } from './queries';

/** Asks for the name of a new group and leads there. */
export function CreateGroupSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const router = useRouter();
  const { wide } = useLayout();
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const { mutateAsync, isPending, error, reset } = useCreateGroup();

  const close = () => {
    onClose();
    setName('');
    setMissing(false);
    reset();
  };
  const submit = async () => {
    if (isPending) return;
    if (name.trim() === '') return setMissing(true);
    const group = await mutateAsync(name.trim()).catch(() => null);
    if (!group) return;
    close();
    showToast({ message: t('groups.created', { name: group.name }) });
    router.push(`/groups/${group.id}`);
  };

  return (
    <Sheet
      open={open}
      onClose={close}
      title={t('groups.createTitle')}
      footer={
        <Button
          title={t('groups.create')}
          variant="primary"
          loading={isPending}
          onPress={() => void submit()}
          block={!wide}
        />
      }
    >
      <Text tone="soft">{t('groups.createBody')}</Text>
      <Form onSubmit={() => void submit()}>
        <TextField
          label={t('groups.name')}
          placeholder={t('groups.namePlaceholder')}
          value={name}
          onChangeText={(text) => {
            setName(text);
            setMissing(false);
          }}
          error={missing ? t('groups.nameMissing') : null}
          maxLength={80}
          autoFocus
          autoComplete="off"
        />
      </Form>
      {error ? <Notice tone="danger">{explain(error)}</Notice> : null}
    </Sheet>
  );
}
