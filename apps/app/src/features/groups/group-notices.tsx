import type { Group } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Notice } from '@/components/notice';
import { formatDay } from '@/lib/format';
import { stylesheet, useLayout } from '@/lib/theme';

const useStyles = stylesheet(({ space }) => ({
  box: { gap: space.sm, paddingHorizontal: space.lg, paddingTop: space.md },
  wide: { paddingHorizontal: space.xxxl },
}));

/** What members have to know above the photos: that some will go, or that this is a drop box. */
export function GroupNotices({ group }: { group: Group }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const going = group.departures.filter(({ photoCount }) => photoCount > 0);
  const dropBox = group.rules.photos === 'drop-box' && !group.abilities.moderate;
  if (going.length === 0 && !dropBox) return null;
  return (
    <View style={[styles.box, wide && styles.wide]}>
      {dropBox ? (
        <Notice icon="shield">
          {t(group.abilities.upload ? 'rules.dropBoxNotice' : 'rules.dropBoxViewer')}
        </Notice>
      ) : null}
      {going.map(({ person, photoCount, photosGoAt }) => (
        <Notice key={person.id} icon="clock">
          {t('departure.group', { name: person.name, count: photoCount, date: formatDay(photosGoAt) })}
        </Notice>
      ))}
    </View>
  );
}
