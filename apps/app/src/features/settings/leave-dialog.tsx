import type { ExitTerms, Group } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Notice } from '@/components/notice';
import { Text } from '@/components/text';
import { api } from '@/lib/api';
import { useSuccession } from '../groups/queries';
import { ExitChoice } from '../members/exit-choice';

export interface LeaveDialogProps {
  group: Group;
  open: boolean;
  onClose: () => void;
  onLeft: (message: string) => void;
}

/** Asks before leaving: what becomes of one's photos, who owns the group then, or that it goes with its last member. */
export function LeaveDialog({ group, open, onClose, onLeft }: LeaveDialogProps) {
  const { t } = useTranslation();
  const [terms, setTerms] = useState<ExitTerms>('stay');
  const owner = group.role === 'owner';
  const { data: succession } = useSuccession(group.id, open && owner);
  const { id: groupId, name } = group;
  const heir = succession?.heir;
  if (owner && heir === null) {
    return (
      <ConfirmDialog
        open={open}
        onClose={onClose}
        title={t('exit.lastTitle')}
        body={t('exit.lastBody', { count: group.photoCount })}
        action={t('exit.leaveAndDelete')}
        typed={{ text: name, label: t('settings.deleteType', { name }) }}
        danger
        onConfirm={async () => {
          await api.leaveGroup({ params: { groupId }, body: { deleteGroup: true } });
          onLeft(t('settings.deleted', { group: name }));
        }}
      />
    );
  }
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t('settings.leaveTitle', { group: name })}
      body={t('settings.leaveBody')}
      action={t('settings.leave')}
      danger
      onConfirm={async () => {
        await api.leaveGroup({ params: { groupId }, body: { terms } });
        onLeft(t(`exit.left.${terms}`, { group: name }));
      }}
    >
      {heir ? <Notice icon="crown">{t('exit.heir', { name: heir.name })}</Notice> : null}
      <ExitChoice value={terms} onChange={setTerms} />
      <Text variant="small" tone="soft">
        {t('exit.changeInTime')}
      </Text>
    </ConfirmDialog>
  );
}
