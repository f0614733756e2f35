import type { EmailChange } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { formatDistance } from '@/lib/format';
import { explain } from '@/lib/problems';
import { stylesheet } from '@/lib/theme';
import { useCancelEmailChange, useResendEmailChange } from './email-change-queries';

const useStyles = stylesheet(({ space }) => ({
  box: { gap: space.md },
  buttons: { flexDirection: 'row', flexWrap: 'wrap', gap: space.sm },
}));

/** The change of address that waits: where the letter went, another one, and giving it up. */
export function EmailWaiting({ change }: { change: EmailChange }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const resend = useResendEmailChange();
  const cancel = useCancelEmailChange();
  const say = (cause: unknown) => showToast({ message: explain(cause), tone: 'problem' });
  return (
    <View style={styles.box}>
      <View>
        <Text variant="label">{t('emailChange.waiting', { email: change.email })}</Text>
        <Text variant="small" tone="soft">
          {t('emailChange.waitingHint', { when: formatDistance(change.expiresAt) })}
        </Text>
      </View>
      <View style={styles.buttons}>
        <Button
          title={t('account.resend')}
          loading={resend.isPending}
          onPress={() => resend.mutateAsync().then(() => showToast({ message: t('account.resent') }), say)}
        />
        <Button
          title={t('emailChange.cancel')}
          variant="quiet"
          loading={cancel.isPending}
          onPress={() =>
            cancel.mutateAsync().then(() => showToast({ message: t('emailChange.cancelled') }), say)
          }
        />
      </View>
    </View>
  );
}
