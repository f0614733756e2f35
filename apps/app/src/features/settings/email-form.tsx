import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Form } from '@/components/form';
import { Notice } from '@/components/notice';
import { TextField } from '@/components/text-field';
import { showToast } from '@/components/toast';
import { wasCancelled } from '@/lib/passkey-error';
import { explain } from '@/lib/problems';
import { stylesheet } from '@/lib/theme';
import { faultOfEmail } from '../accounts/validity';
import { useRequestEmailChange } from './email-change-queries';
import { useIdentityCheck } from './identity-check';

const useStyles = stylesheet(({ space }) => ({
  form: { gap: space.lg },
  buttons: { flexDirection: 'row', flexWrap: 'wrap', gap: space.sm },
}));

/** Asks for another address of the account. */
export function EmailForm({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const { mutateAsync, isPending, error } = useRequestEmailChange();
  const { run, check } = useIdentityCheck();
  const fault = faultOfEmail(email);
  const submit = () => {
    setTried(true);
    if (fault || isPending) return;
    run(() => mutateAsync(email.trim())).then(
      (change) => {
        showToast({ message: t('emailChange.sent', { email: change.email }) });
        onClose();
      },
      // Said below the field, or asked in the dialog.
      () => {},
    );
  };
  return (
    <>
      <Form onSubmit={submit} style={styles.form}>
        <TextField
          label={t('emailChange.field')}
          hint={t('emailChange.fieldHint')}
          value={email}
          onChangeText={setEmail}
          error={tried ? fault : null}
          maxLength={254}
          keyboardType="email-address"
          autoCapitalize="none"
          autoComplete="email"
          textContentType="emailAddress"
          autoFocus
        />
        {error && !check && !wasCancelled(error) ? <Notice tone="danger">{explain(error)}</Notice> : null}
        <View style={styles.buttons}>
          <Button title={t('emailChange.send')} variant="primary" loading={isPending} onPress={submit} />
          <Button title={t('common.cancel')} variant="quiet" onPress={onClose} />
        </View>
      </Form>
      {check}
    </>
  );
}
