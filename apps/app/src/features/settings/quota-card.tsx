import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Card, Section } from '@/components/card';
import { Loading } from '@/components/loading';
import { Meter } from '@/components/meter';
import { SectionError } from '@/components/section-error';
import { Text } from '@/components/text';
import { formatBytes, formatDistance } from '@/lib/format';
import { stylesheet } from '@/lib/theme';
import { useQuota } from './queries';

const useStyles = stylesheet(({ space }) => ({
  line: { flexDirection: 'row', justifyContent: 'space-between', gap: space.md, flexWrap: 'wrap' },
}));

/** How much may still be uploaded today. */
export function QuotaCard() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { data: quota, error, refetch } = useQuota();
  if (!quota) {
    return (
      <Section title={t('me.quota')}>
        {error ? (
          <SectionError error={error} onRetry={() => void refetch()} />
        ) : (
          <Card>
            <Loading rows={[44]} round={6} />
          </Card>
        )}
      </Section>
    );
  }
  const { limit, used, reserved, resetsAt } = quota;
  const left = t('me.quotaLeft', {
    left: formatBytes(Math.max(0, limit - used - reserved)),
    limit: formatBytes(limit),
  });
  return (
    <Section title={t('me.quota')}>
      <Card>
        <View style={styles.line}>
          <Text variant="label">{left}</Text>
          <Text variant="small" tone="soft">
            {t('me.quotaResets', { when: formatDistance(resetsAt) })}
          </Text>
        </View>
        <Meter label={t('me.quota')} value={used} pending={reserved} limit={limit} text={left} />
        <Text variant="small" tone="soft">
          {t('me.quotaUsed', { used: formatBytes(used) })}
          {reserved > 0 ? ` · ${t('me.quotaReserved', { reserved: formatBytes(reserved) })}` : ''}
        </Text>
      </Card>
    </Section>
  );
}
