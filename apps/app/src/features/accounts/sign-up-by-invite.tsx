import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Notice } from '@/components/notice';
import { usePageTitle } from '@/components/page-title';
import { Text } from '@/components/text';
import { stylesheet } from '@/lib/theme';
import { LinkLine } from './auth-page';

const useStyles = stylesheet(({ space }) => ({ page: { gap: space.xl }, head: { gap: space.sm } }));

/** Instead of the form, where an invite is needed: how to come by one. */
export function SignUpByInvite({ dead }: { dead: boolean }) {
  const styles = useStyles();
  const { t } = useTranslation();
  usePageTitle(t('signUp.byInviteTitle'));
  return (
    <View style={styles.page}>
      <View style={styles.head}>
        <Text variant="title" level={1}>
          {t('signUp.byInviteTitle')}
        </Text>
        <Text tone="soft">{t('signUp.byInviteBody')}</Text>
      </View>
      {dead ? <Notice icon="link">{t('signUp.inviteDead')}</Notice> : null}
      <LinkLine text={t('account.haveAccount')} title={t('account.logIn')} href="/log-in" />
    </View>
  );
}
