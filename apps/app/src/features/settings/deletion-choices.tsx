import type { Group, PartingTerms } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { RadioList } from '@/components/radio-list';
import { SegmentedControl } from '@/components/segmented-control';
import { Text } from '@/components/text';
import { stylesheet } from '@/lib/theme';

const useStyles = stylesheet(({ space, colors }) => ({
  list: { gap: space.md },
  group: {
    gap: space.sm,
    paddingTop: space.md,
    borderTopWidth: 1,
    borderColor: colors.line,
    flexDirection: 'row',
    flexWrap: 'wrap',
    alignItems: 'center',
  },
  name: { flexGrow: 1, flexShrink: 1, flexBasis: 180, minWidth: 0 },
  choice: { flexGrow: 1, flexBasis: 220, maxWidth: 320 },
}));

/** What becomes of one's photos in all groups. */
export function PhotosChoice({
  value,
  onChange,
}: {
  value: PartingTerms;
  onChange: (photos: PartingTerms) => void;
}) {
  const { t } = useTranslation();
  return (
    <RadioList
      label={t('deletion.photos')}
      value={value}
      onChange={onChange}
      options={[
        { value: 'give', title: t('deletion.give'), hint: t('deletion.giveHint') },
        { value: 'go', title: t('deletion.go'), hint: t('deletion.goHint') },
      ]}
    />
  );
}

/** The same group by group; where nobody else is, there is nothing to choose. */
export function GroupChoices({
  groups,
  choiceOf,
  onChoose,
}: {
  groups: readonly Group[];
  choiceOf: (groupId: string) => PartingTerms;
  onChoose: (groupId: string, photos: PartingTerms) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <View style={styles.list} role="list">
      {groups.map(({ id, name, memberCount }) => (
        <View key={id} style={styles.group} role="listitem">
          <View style={styles.name}>
            <Text variant="label" numberOfLines={2}>
              {name}
            </Text>
            {memberCount === 1 ? (
              <Text variant="small" tone="soft">
                {t('deletion.alone')}
              </Text>
            ) : null}
          </View>
          {memberCount === 1 ? null : (
            <View style={styles.choice}>
              <SegmentedControl
                label={t('deletion.photosIn', { group: name })}
                value={choiceOf(id)}
                onChange={(photos) => onChoose(id, photos)}
                options={[
                  { value: 'give', title: t('deletion.stay') },
                  { value: 'go', title: t('deletion.leave') },
                ]}
              />
            </View>
          )}
        </View>
      ))}
    </View>
  );
}
