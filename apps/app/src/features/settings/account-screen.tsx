import { useRouter } from 'expo-router';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Card, Section } from '@/components/card';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { Screen } from '@/components/screen';
import { SectionError } from '@/components/section-error';
import { SegmentedControl } from '@/components/segmented-control';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { api } from '@/lib/api';
import { updateMe, useMe } from '@/lib/session';
import { stylesheet, useThemeChoice } from '@/lib/theme';
import { MyAvatar } from '../faces/my-avatar';
import { PictureChoice } from '../faces/picture-choice';
import { ModerationRow } from '../moderation/moderation-row';
import { useJudging } from '../moderation/waiting';
import { DeletionNotice } from './deletion-notice';
import { EmailSection } from './email-section';
import { LanguageSection } from './language-section';
import { LogOutButton } from './log-out-button';
import { MailTroubleNotice } from './mail-trouble-notice';
import { NameForm } from './name-form';
import { PasskeyList } from './passkey-list';
import { PasswordForm } from './password-form';
import { QuotaCard } from './quota-card';
import { SessionList } from './session-list';

const useStyles = stylesheet(({ space }) => ({
  person: { flexDirection: 'row', alignItems: 'center', gap: space.lg },
  words: { flex: 1, minWidth: 0 },
}));

/** The account: name, quota, appearance, password, sessions, and the way out. */
export function AccountScreen() {
  const styles = useStyles();
  const { t } = useTranslation();
  const router = useRouter();
  const me = useMe();
  const { choice, choose } = useThemeChoice();
  const { judges, error, retry } = useJudging();
  return (
    <Screen
      title={t('me.title')}
      width={760}
      back={() => router.dismissTo('/groups')}
      actions={<LogOutButton />}
    >
      <DeletionNotice at={me.deletionAt} />
      <Section title={t('me.profile')}>
        <Card>
          <View style={styles.person}>
            <MyAvatar size={72} />
            <View style={styles.words}>
              <Text variant="heading" numberOfLines={1}>
                {me.name}
              </Text>
              <Text variant="small" tone="soft" numberOfLines={1}>
                {me.email}
              </Text>
            </View>
          </View>
          <PictureChoice />
          <MailTroubleNotice trouble={me.mailTrouble} />
          <NameForm
            key={me.name}
            label={t('account.name')}
            name={me.name}
            max={60}
            missing={t('account.nameMissing')}
            onSave={async (name) => {
              updateMe(await api.updateMe({ body: { name } }));
              showToast({ message: t('me.nameSaved') });
            }}
          />
        </Card>
      </Section>
      <QuotaCard />
      <Section title={t('me.appearance')}>
        <SegmentedControl
          label={t('me.appearance')}
          value={choice}
          onChange={choose}
          options={[
            { value: 'system', title: t('me.system') },
            { value: 'light', title: t('me.light') },
            { value: 'dark', title: t('me.dark') },
          ]}
        />
      </Section>
      <LanguageSection />
      <Card list>
        <ListRow
          title={t('notifications.title')}
          note={t('notifications.hint')}
          start={<Icon name="bell" />}
          href="/account/notifications"
        />
        <ListRow
          title={t('reports.title')}
          note={t('reports.hint')}
          start={<Icon name="flag" />}
          href="/reports"
        />
        <ListRow
          title={t('blocks.title')}
          note={t('blocks.hint')}
          start={<Icon name="block" />}
          href="/account/blocked"
        />
        <ListRow
          title={t('myData.title')}
          note={t('myData.hint')}
          start={<Icon name="download" />}
          href="/account/data"
        />
        {judges ? (
          <ModerationRow />
        ) : error ? (
          // Whether there is anything to judge is not known either.
          <SectionError error={error} onRetry={retry} listed />
        ) : null}
      </Card>
      <EmailSection />
      <PasswordForm />
      <PasskeyList />
      <SessionList />
      <Card list>
        <ListRow
          title={t('deletion.title')}
          note={t('deletion.hint')}
          start={<Icon name="trash" />}
          href="/account/delete"
          danger
        />
      </Card>
    </Screen>
  );
}
