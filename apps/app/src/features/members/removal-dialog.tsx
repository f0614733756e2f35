import type { ExitTerms, Group } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { ExitChoice } from './exit-choice';
import { useBanMember, useRemoveMember } from './queries';

export interface RemovalDialogProps {
  group: Group;
  person: { userId: string; name: string };
  /** Whether they are kept out as well. */
  ban: boolean;
  onClose: () => void;
}

/** Asks before somebody is taken out of the group, and what becomes of their photos. */
export function RemovalDialog({ group, person, ban, onClose }: RemovalDialogProps) {
  const { t } = useTranslation();
  const { userId, name } = person;
  const [terms, setTerms] = useState<ExitTerms>(group.rules.removal);
  const { mutateAsync: remove } = useRemoveMember(group.id);
  const { mutateAsync: banMember } = useBanMember(group.id);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t(ban ? 'bans.banTitle' : 'members.removeTitle', { name })}
      body={t(ban ? 'bans.banBody' : 'members.removeBody', { name })}
      action={t(ban ? 'bans.ban' : 'members.remove')}
      danger
      onConfirm={async () => {
        await (ban ? banMember : remove)({ userId, terms });
        showToast({ message: t(ban ? 'bans.banned' : 'members.removed', { name }) });
      }}
    >
      <ExitChoice value={terms} onChange={setTerms} name={name} />
      {terms === 'go' ? null : (
        <Text variant="small" tone="soft">
          {t('exit.mayTakeAlong', { name })}
        </Text>
      )}
    </ConfirmDialog>
  );
}
