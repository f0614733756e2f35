import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/notice';
import { pendingInvite } from './pending-invite';
import { useInvitePreview } from './queries';

/** Above log-in and sign-up: that an invite is waiting, and for which group. */
export function InviteNotice() {
  const { t } = useTranslation();
  const { data: invite } = useInvitePreview(pendingInvite());
  if (!invite) return null;
  return (
    <Notice icon="people">{t('join.waiting', { group: invite.groupName, name: invite.invitedBy })}</Notice>
  );
}
