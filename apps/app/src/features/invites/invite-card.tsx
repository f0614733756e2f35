import type { InvitePreview } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Avatar } from '@/components/avatar';
import { Button } from '@/components/button';
import { Icon } from '@/components/icon';
import type { IconName } from '@/components/icon-paths';
import { Notice } from '@/components/notice';
import { Text } from '@/components/text';
import { formatDay } from '@/lib/format';
import { stylesheet, useTheme } from '@/lib/theme';

const useStyles = stylesheet(({ space }) => ({
  page: { gap: space.xl },
  host: { flexDirection: 'row', alignItems: 'center', gap: space.md },
  facts: { gap: space.md },
  fact: { flexDirection: 'row', gap: space.md, alignItems: 'center' },
  actions: { gap: space.md },
}));

function Fact({ icon, text }: { icon: IconName; text: string }) {
  const styles = useStyles();
  const { colors } = useTheme();
  return (
    <View style={styles.fact}>
      <Icon name={icon} color={colors.inkSoft} />
      <Text tone="soft">{text}</Text>
    </View>
  );
}

export interface InviteCardProps {
  invite: InvitePreview;
  loggedIn: boolean;
  joining: boolean;
  problem: string | null;
  onJoin: () => void;
  onReport: () => void;
}

/** Who invites to what, as whom; then joining, or logging in first. */
export function InviteCard({ invite, loggedIn, joining, problem, onJoin, onReport }: InviteCardProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const byApproval = invite.rules.joining === 'approval';
  return (
    <View style={styles.page}>
      <View style={styles.host}>
        <Avatar id={invite.invitedBy} name={invite.invitedBy} size={44} />
        <Text tone="soft">{t('join.invited', { name: invite.invitedBy })}</Text>
      </View>
      <Text variant="display" level={1}>
        {invite.groupName}
      </Text>
      <View style={styles.facts}>
        <Fact icon="people" text={t('common.people', { count: invite.memberCount })} />
        <Fact
          icon="shield"
          text={t(
            invite.rules.photos === 'drop-box' && invite.role !== 'admin'
              ? `role.${invite.role}`
              : `join.as.${invite.role}`,
          )}
        />
        {invite.rules.photos === 'drop-box' && invite.role !== 'admin' ? (
          <Fact
            icon="image"
            text={t(invite.role === 'viewer' ? 'rules.dropBoxViewer' : 'rules.dropBoxNotice')}
          />
        ) : null}
        {byApproval ? <Fact icon="people" text={t('join.approval')} /> : null}
        <Fact icon="clock" text={t('join.until', { date: formatDay(invite.expiresAt) })} />
      </View>
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      {loggedIn ? (
        <Button
          title={t(byApproval ? 'join.ask' : 'join.join')}
          variant="primary"
          size="large"
          block
          loading={joining}
          onPress={onJoin}
        />
      ) : (
        <View style={styles.actions}>
          <Text variant="small" tone="soft">
            {t('join.logInFirst')}
          </Text>
          <Button title={t('account.signUp')} variant="primary" size="large" block href="/sign-up" />
          <Button title={t('account.logIn')} size="large" block href="/log-in" />
        </View>
      )}
      {loggedIn ? (
        <Button title={t('report.invite')} variant="quiet" icon="flag" onPress={onReport} />
      ) : (
        <Text variant="small" tone="soft">
          {t('report.inviteLogIn')}
        </Text>
      )}
    </View>
  );
}
