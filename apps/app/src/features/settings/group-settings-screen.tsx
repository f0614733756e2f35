import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card, Section } from '@/components/card';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { Screen } from '@/components/screen';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { formatDay } from '@/lib/format';
import { useUpdateGroup } from '../groups/queries';
import { useThisGroup } from '../groups/this-group';
import { ModerationRow } from '../moderation/moderation-row';
import { ReportDialog } from '../moderation/report-dialog';
import { MuteRow } from '../notifications/mute-row';
import { GroupEndings } from './group-endings';
import { GroupRules } from './group-rules';
import { NameForm } from './name-form';

/** What can be changed about a group, by those who may, and the ways out of it. */
export function GroupSettingsScreen() {
  const { t } = useTranslation();
  const group = useThisGroup();
  const { mutateAsync: update } = useUpdateGroup(group.id);
  const [reporting, setReporting] = useState(false);
  return (
    <Screen title={t('settings.title')} part width={860}>
      <Section title={t('settings.general')}>
        <Card>
          {group.abilities.manage ? (
            <NameForm
              key={group.name}
              label={t('settings.name')}
              name={group.name}
              max={80}
              missing={t('groups.nameMissing')}
              onSave={async (name) => {
                await update({ name });
                showToast({ message: t('settings.renamed') });
              }}
            />
          ) : null}
          <Text variant="small" tone="soft">
            {t('settings.created', { date: formatDay(group.createdAt) })} ·{' '}
            {t('groups.yourRole', { role: t(`role.${group.role}`) })}
          </Text>
        </Card>
      </Section>
      {group.abilities.upload || group.abilities.moderate ? (
        <Card list>
          <ListRow
            title={t('media.trash.title')}
            note={t('media.trash.hint')}
            start={<Icon name="trash" />}
            href={`/groups/${group.id}/trash`}
          />
          {group.abilities.moderate ? <ModerationRow groupId={group.id} /> : null}
        </Card>
      ) : null}
      <MuteRow group={group} />
      <GroupRules group={group} />
      <GroupEndings group={group} />
      {group.role === 'owner' ? null : (
        <Card list>
          <ListRow
            title={t('report.group')}
            note={t('report.groupHint')}
            start={<Icon name="flag" />}
            onPress={() => setReporting(true)}
          />
        </Card>
      )}
      {reporting ? (
        <ReportDialog
          subject={{ kind: 'group', groupId: group.id }}
          name={group.name}
          onClose={() => setReporting(false)}
        />
      ) : null}
    </Screen>
  );
}
