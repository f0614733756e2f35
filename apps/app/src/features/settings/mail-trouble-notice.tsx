import type { MailTrouble } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/notice';
import { formatDay } from '@/lib/format';

/** Says that letters to the account's address do not arrive, and what follows; nothing while they do. */
export function MailTroubleNotice({ trouble }: { trouble: MailTrouble | null }) {
  const { t } = useTranslation();
  if (!trouble) return null;
  const { reason, retryAt } = trouble;
  if (reason === 'complaint' || retryAt === null)
    return <Notice tone="danger">{t('me.mailComplaint')}</Notice>;
  const isResting = Date.parse(retryAt) > Date.now();
  return (
    <Notice tone="danger">
      {isResting ? t('me.mailBounce', { when: formatDay(retryAt) }) : t('me.mailBounceRetry')}
    </Notice>
  );
}
