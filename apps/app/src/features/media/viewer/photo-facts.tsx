import type { Photo } from '@wmory/contract';
import i18n from 'i18next';
import { useTranslation } from 'react-i18next';
import { Linking, View } from 'react-native';
import { Avatar } from '@/components/avatar';
import { Icon } from '@/components/icon';
import type { IconName } from '@/components/icon-paths';
import { Notice } from '@/components/notice';
import { Text } from '@/components/text';
import { Touch } from '@/components/touch';
import { useFace } from '@/features/members/queries';
import { locale } from '@/i18n';
import { formatBytes, formatDay, formatTime } from '@/lib/format';
import { stylesheet, TARGET, useTheme } from '@/lib/theme';
import { uploaderName, whenTaken } from '../day';
import { filmOf } from '../live-photo';
import { CaptionEditor } from './caption-editor';

const useStyles = stylesheet(({ space }) => ({
  facts: { gap: space.lg },
  fact: { flexDirection: 'row', gap: space.lg, alignItems: 'flex-start' },
  sign: { width: 40, alignItems: 'center', paddingTop: 2 },
  words: { flex: 1, minWidth: 0, gap: 1 },
  link: { minHeight: TARGET, justifyContent: 'center', alignSelf: 'flex-start' },
}));

function Fact({ icon, title, notes }: { icon: IconName; title: string; notes?: (string | null)[] }) {
  const styles = useStyles();
  const { colors } = useTheme();
  const said = (notes ?? []).filter((note) => note !== null).join(' · ');
  return (
    <View style={styles.fact}>
      <View style={styles.sign}>
        <Icon name={icon} color={colors.inkSoft} />
      </View>
      <View style={styles.words}>
        <Text variant="label">{title}</Text>
        {said ? (
          <Text variant="small" tone="soft">
            {said}
          </Text>
        ) : null}
      </View>
    </View>
  );
}

function Place({ location }: { location: NonNullable<Photo['location']> }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { latitude, longitude } = location;
  const degrees = new Intl.NumberFormat(locale(), { minimumFractionDigits: 4, maximumFractionDigits: 4 });
  return (
    <View>
      <Fact
        icon="shield"
        title={`${degrees.format(latitude)}, ${degrees.format(longitude)}`}
        notes={[t('media.viewer.place')]}
      />
      <View style={[styles.fact, { marginTop: 2 }]}>
        <View style={styles.sign} />
        <Touch
          role="link"
          onPress={() =>
            void Linking.openURL(
              `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=14/${latitude}/${longitude}`,
            )
          }
          style={styles.link}
        >
          <Text variant="label" tone="accent">
            {t('media.viewer.openMap')}
          </Text>
        </Touch>
      </View>
    </View>
  );
}

function sizeNote(photo: Photo): (string | null)[] {
  const { width, height, originals } = photo;
  const bytes = originals[0]?.size ?? 0;
  if (!width || !height) return [formatBytes(bytes)];
  const millions = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(
    (width * height) / 1e6,
  );
  return [
    i18n.t('media.viewer.dimensions', { width, height }),
    width * height >= 1e5 ? i18n.t('media.viewer.megapixels', { millions }) : null,
    formatBytes(bytes),
  ];
}

/** What is known of a photo. */
export function PhotoFacts({ photo }: { photo: Photo }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { uploader, addedAt, camera, originals, location, takenAtOffset } = photo;
  const film = filmOf(photo);
  const face = useFace(photo.groupId, uploader?.id ?? null);
  const { day, time, zone } = whenTaken(photo);
  const clock = zone ?? (camera === null || takenAtOffset !== null ? null : t('media.viewer.ownClock'));
  return (
    <View style={styles.facts}>
      {photo.leavesAt ? (
        <Notice icon="clock">
          {t('departure.photo', { name: uploaderName(photo), date: formatDay(photo.leavesAt) })}
        </Notice>
      ) : null}
      <CaptionEditor key={photo.id} photo={photo} />
      <View style={styles.fact}>
        <Avatar id={uploader?.id ?? ''} name={uploaderName(photo)} url={face} />
        <View style={styles.words}>
          <Text variant="label">{t('media.viewer.addedBy', { name: uploaderName(photo) })}</Text>
          <Text variant="small" tone="soft">
            {t('media.viewer.addedWhen', { day: formatDay(addedAt), time: formatTime(addedAt) })}
          </Text>
        </View>
      </View>
      <Fact icon="clock" title={day} notes={[time, clock]} />
      {camera ? <Fact icon="camera" title={camera} /> : null}
      <Fact icon="image" title={originals[0]?.name ?? ''} notes={sizeNote(photo)} />
      {film ? <Fact icon="film" title={film.name} notes={[formatBytes(film.size)]} /> : null}
      {location ? <Place location={location} /> : null}
    </View>
  );
}
