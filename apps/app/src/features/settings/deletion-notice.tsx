import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { showToast } from '@/components/toast';
import { formatDay } from '@/lib/format';
import { explain } from '@/lib/problems';
import { stylesheet } from '@/lib/theme';
import { useKeepAccount } from './deletion-queries';

const useStyles = stylesheet(({ space }) => ({
  box: { gap: space.md },
  buttons: { flexDirection: 'row' },
}));

/** Says that the account is to be deleted, and keeps it; nothing while it stays. */
export function DeletionNotice({ at }: { at: string | null }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { mutate, isPending } = useKeepAccount();
  if (at === null) return null;
  const keep = () =>
    mutate(undefined, {
      onSuccess: () => showToast({ message: t('deletion.kept') }),
      onError: (error) => showToast({ message: explain(error), tone: 'problem' }),
    });
  return (
    <View style={styles.box}>
      <Notice tone="danger">{t('deletion.banner', { date: formatDay(at) })}</Notice>
      <View style={styles.buttons}>
        <Button title={t('deletion.keep')} loading={isPending} onPress={keep} />
      </View>
    </View>
  );
}
