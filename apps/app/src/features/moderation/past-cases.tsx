import type { CaseDetails } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { Card, Section } from '@/components/card';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { Text } from '@/components/text';
import { formatDay } from '@/lib/format';
import { useMe } from '@/lib/session';
import { useTheme } from '@/lib/theme';
import { kindIcons } from './case-row';
import { nameOfAction } from './words';

/** What there was about the same thing or person before; for moderators, the way to all that was written down. */
export function PastCases({ shown: { history, subject } }: { shown: CaseDetails }) {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const me = useMe();
  const about = subject.person?.id ?? subject.id;
  return (
    <Section
      title={t('moderation.past.title')}
      end={
        me.moderator ? (
          <Button
            title={t('moderation.history.link')}
            variant="quiet"
            href={`/moderation/history?${subject.person ? 'actor' : 'subject'}=${about}&name=${encodeURIComponent(subject.person?.name ?? '')}`}
          />
        ) : null
      }
    >
      {history.length === 0 ? <Text tone="soft">{t('moderation.past.empty')}</Text> : null}
      {history.length > 0 ? (
        <Card list>
          {history.map((past) => (
            <ListRow
              key={past.id}
              start={<Icon name={kindIcons[past.kind]} color={colors.inkSoft} />}
              title={
                past.actions.map((action) => nameOfAction(action, past.reason)).join(', ') ||
                t(`moderation.state.${past.state}`)
              }
              note={`${t(`judging.reason.${past.reason}`)} · ${formatDay(past.openedAt)}`}
              end={<Badge>{t(past.sameSubject ? 'moderation.past.same' : 'moderation.past.person')}</Badge>}
            />
          ))}
        </Card>
      ) : null}
    </Section>
  );
}
