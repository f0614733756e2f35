import type { Group, Member } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { showToast } from '@/components/toast';
import { BlockDialog } from '../blocks/block-dialog';
import { ReportDialog } from '../moderation/report-dialog';
import { useTransferGroup } from './queries';
import { RemovalDialog } from './removal-dialog';
import { RoleSheet } from './role-sheet';

export type MemberTask = 'role' | 'transfer' | 'remove' | 'ban' | 'report' | 'block';

export interface MemberDialogsProps {
  group: Group;
  task: { kind: MemberTask; member: Member } | null;
  onClose: () => void;
}

/** The dialog for what was chosen from a member's menu. */
export function MemberDialogs({ group, task, onClose }: MemberDialogsProps) {
  const { t } = useTranslation();
  const { mutateAsync: transfer } = useTransferGroup(group.id);
  if (!task) return null;
  const { kind, member } = task;
  const { name, userId } = member;
  if (kind === 'role') return <RoleSheet group={group} member={member} onClose={onClose} />;
  if (kind === 'report') {
    const subject = { kind: 'member', groupId: group.id, userId } as const;
    return <ReportDialog subject={subject} name={name} person={{ id: userId, name }} onClose={onClose} />;
  }
  if (kind === 'block') return <BlockDialog person={{ id: userId, name }} onClose={onClose} />;
  if (kind === 'transfer') {
    return (
      <ConfirmDialog
        open
        onClose={onClose}
        title={t('members.transferTitle', { name })}
        body={t('members.transferBody', { name })}
        action={t('members.transfer')}
        onConfirm={async () => {
          await transfer(userId);
          showToast({ message: t('members.transferred', { name }) });
        }}
      />
    );
  }
  return <RemovalDialog group={group} person={member} ban={kind === 'ban'} onClose={onClose} />;
}
