import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Card, Section } from '@/components/card';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { Text } from '@/components/text';
import { useTheme } from '@/lib/theme';

const parts = [
  ['account', 'person'],
  ['groups', 'people'],
  ['photos', 'photos'],
  ['people', 'flag'],
  ['entries', 'clock'],
] as const;

/** What an export holds, and what it does not. */
export function DataContents() {
  const { t } = useTranslation();
  const { colors } = useTheme();
  return (
    <Section title={t('myData.contents')}>
      <Card list>
        {parts.map(([part, icon]) => (
          <ListRow
            key={part}
            start={<Icon name={icon} color={colors.inkSoft} />}
            title={t(`myData.${part}`)}
            note={t(`myData.${part}Hint`)}
          />
        ))}
      </Card>
      <View style={{ paddingHorizontal: 4 }}>
        <Text variant="small" tone="soft">
          {t('myData.without')}
        </Text>
      </View>
    </Section>
  );
}
