import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Card, Section } from '@/components/card';
import { Meter } from '@/components/meter';
import { Skeleton } from '@/components/skeleton';
import { Text } from '@/components/text';
import { formatBytes, formatDistance } from '@/lib/format';
import { explain } from '@/lib/problems';
import { stylesheet } from '@/lib/theme';
import { useQuota } from './queries';

const useStyles = stylesheet(({ space }) => ({
  line: { flexDirection: 'row', justifyContent: 'space-between', gap: space.md, flexWrap: 'wrap' },
}));

/** How much may still be uploaded today. */
export function QuotaCard() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { data: quota, error } = useQuota();
  if (!quota) {
    return (
      <Section title={t('me.quota')}>
        <Card>{error ? <Text tone="soft">{explain(error)}</Text> : <Skeleton height={44} />}</Card>
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
