import type { Person } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '@/components/checkbox';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { showToast } from '@/components/toast';
import { useBlockPerson } from './queries';

/** Says what becomes of blocking somebody, asks what to hide of them, and does it. */
export function BlockDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation();
  const { name } = person;
  const [hidesAll, setHidesAll] = useState(false);
  const { mutateAsync: block } = useBlockPerson();
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('blocks.confirmTitle', { name })}
      body={t('blocks.confirmBody', { name })}
      action={t('blocks.block')}
      onConfirm={async () => {
        await block({ person, hidesAll });
        showToast({ message: t('blocks.blocked', { name }) });
      }}
    >
      <Checkbox
        title={t('blocks.hideAll')}
        hint={t('blocks.hideAllHint')}
        checked={hidesAll}
        onChange={setHidesAll}
      />
    </ConfirmDialog>
  );
}
