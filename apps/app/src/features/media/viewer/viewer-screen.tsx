import { useLocalSearchParams, useRouter } from 'expo-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActivityIndicator, View, type ViewStyle } from 'react-native';
import { Button } from '@/components/button';
import { Loading } from '@/components/loading';
import { usePageTitle } from '@/components/page-title';
import { Text } from '@/components/text';
import { useThisGroup } from '@/features/groups/this-group';
import { HiddenNote } from '@/features/moderation/hidden-note';
import { HideDialog, ReportDialog } from '@/features/pages';
import { direction } from '@/i18n';
import { sayFailure } from '@/lib/problems';
import { stylesheet, useLayout } from '@/lib/theme';
import { nameOf } from '../day';
import { downloadOriginal } from '../download';
import { useKeys } from '../keys';
import { filmOf } from '../live-photo';
import { trashPhotos } from '../remove';
import { INK, SOFT_INK } from './colours';
import { FilmStage } from './film-stage';
import { InfoPanel } from './info-panel';
import { LiveStage } from './live-stage';
import { noteViewed } from './return-to-photo';
import { Stage } from './stage';
import { useViewedPhoto, type Viewed } from './use-viewed-photo';
import { ViewerBar } from './viewer-bar';
import { ViewerButton } from './viewer-button';
import { ViewerFrame } from './viewer-frame';

const useStyles = stylesheet(({ space }) => ({
  main: { flex: 1, minWidth: 0, overflow: 'hidden' },
  middle: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    start: 0,
    end: 0,
    alignItems: 'center',
    justifyContent: 'center',
    gap: space.md,
    padding: space.xl,
  },
  ink: { color: INK },
  soft: { color: SOFT_INK },
  arrow: { position: 'absolute', top: '50%', marginTop: -22 },
  before: { start: space.lg },
  after: { end: space.lg },
  caption: {
    position: 'absolute',
    bottom: 0,
    start: 0,
    end: 0,
    alignItems: 'center',
    paddingHorizontal: space.xl,
    paddingTop: space.xxl,
    paddingBottom: space.xl,
    pointerEvents: 'none',
    experimental_backgroundImage: 'linear-gradient(rgba(0, 0, 0, 0), rgba(0, 0, 0, 0.6))',
    backgroundImage: 'linear-gradient(rgba(0, 0, 0, 0), rgba(0, 0, 0, 0.6))',
  } as ViewStyle,
  note: {
    position: 'absolute',
    bottom: space.xl,
    start: 0,
    end: 0,
    alignItems: 'center',
    pointerEvents: 'box-none',
  },
  noteAbove: { bottom: 104 },
  captionText: { color: INK, maxWidth: 720, textShadow: '0 1px 6px rgba(0, 0, 0, 0.8)' } as object,
  said: { position: 'absolute', width: 1, height: 1, overflow: 'hidden', opacity: 0 },
}));

function Missing({ viewed, onClose }: { viewed: Viewed; onClose: () => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  if (!viewed.gone && !viewed.error) {
    return (
      <Loading style={styles.middle}>
        <ActivityIndicator color={INK} size="large" />
      </Loading>
    );
  }
  const said = sayFailure(viewed.error);
  return (
    <View style={styles.middle} role="alert">
      <Text variant="heading" centred style={styles.ink}>
        {viewed.gone ? t('media.viewer.gone') : said.title}
      </Text>
      <Text centred style={styles.soft}>
        {viewed.gone ? t('media.viewer.goneBody') : said.body}
      </Text>
      {viewed.gone ? (
        <Button title={t('media.viewer.toGroup')} onPress={onClose} />
      ) : (
        <Button title={t('common.retry')} icon="refresh" onPress={() => void viewed.refetch()} />
      )}
    </View>
  );
}

/** One photo over the whole window, with its neighbours a swipe or an arrow key away. */
export function ViewerScreen() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const router = useRouter();
  const group = useThisGroup();
  const { photoId } = useLocalSearchParams<{ photoId: string }>();
  const viewed = useViewedPhoto(group.id, photoId);
  const { photo, previous, next, index, count } = viewed;
  const [infoOpen, setInfoOpen] = useState(false);
  const [bare, setBare] = useState(false);
  const [reporting, setReporting] = useState<'report' | 'hide' | null>(null);
  const name = photo ? nameOf(photo) : t('media.viewer.title');
  usePageTitle(`${name} · ${group.name}`);
  useEffect(() => noteViewed(photoId), [photoId]);

  const close = () => router.dismissTo(`/groups/${group.id}`);
  const show = (id: string) => router.setParams({ photoId: id });
  const step = (by: -1 | 1) => {
    const neighbour = by < 0 ? previous : next;
    if (neighbour) show(neighbour.id);
  };
  const download = () => {
    if (photo) void downloadOriginal(photo);
  };
  const trash = () => {
    if (!photo?.abilities.trash || photo.trashedAt !== null) return;
    const neighbour = next ?? previous;
    if (neighbour) show(neighbour.id);
    else close();
    void trashPhotos(group.id, [photo]);
  };
  const forward = direction() === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const backward = direction() === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
  useKeys({
    [forward]: () => step(1),
    [backward]: () => step(-1),
    Escape: close,
    d: download,
    i: () => setInfoOpen(!infoOpen),
    Delete: trash,
  });

  const gone = !photo || viewed.gone;
  return (
    <ViewerFrame label={name}>
      <View style={styles.main}>
        {gone ? (
          <Missing viewed={viewed} onClose={close} />
        ) : (
          <Stage
            photo={photo}
            previous={previous}
            next={next}
            onStep={step}
            onClose={close}
            onTap={() => setBare(!bare)}
            renew={() => void viewed.refetch()}
          />
        )}
        {!gone && photo.kind === 'video' && photo.state === 'ready' && photo.abilities.download ? (
          <FilmStage key={photo.id} photo={photo} />
        ) : null}
        {!gone && filmOf(photo) && photo.state === 'ready' && photo.abilities.download ? (
          <LiveStage key={photo.id} photo={photo} bare={bare} />
        ) : null}
        {!bare && !gone && photo.caption !== '' && !infoOpen ? (
          <View style={styles.caption}>
            <Text centred typed style={styles.captionText} numberOfLines={3}>
              {photo.caption}
            </Text>
          </View>
        ) : null}
        {bare ? null : (
          <ViewerBar
            group={group}
            photo={gone ? undefined : photo}
            infoOpen={infoOpen}
            onInfo={() => setInfoOpen(!infoOpen)}
            onClose={close}
            onDownload={download}
            onTrash={trash}
            onReport={setReporting}
          />
        )}
        {!bare && !gone && photo.hidden !== null ? (
          <View style={[styles.note, photo.caption !== '' && !infoOpen && styles.noteAbove]}>
            <HiddenNote key={photo.id} photo={photo} />
          </View>
        ) : null}
        {wide && previous ? (
          <View style={[styles.arrow, styles.before]}>
            <ViewerButton
              floating
              icon="chevron-start"
              label={t('media.viewer.previous')}
              onPress={() => step(-1)}
            />
          </View>
        ) : null}
        {wide && next ? (
          <View style={[styles.arrow, styles.after]}>
            <ViewerButton
              floating
              icon="chevron-end"
              label={t('media.viewer.next')}
              onPress={() => step(1)}
            />
          </View>
        ) : null}
        <Text style={styles.said} aria-live="polite">
          {index === null ? name : `${name}, ${t('media.viewer.position', { index, count })}`}
        </Text>
      </View>
      {gone || reporting !== 'report' ? null : (
        <ReportDialog
          subject={{ kind: 'photo', groupId: group.id, photoId: photo.id }}
          person={photo.uploader}
          onClose={() => setReporting(null)}
        />
      )}
      {gone || reporting !== 'hide' ? null : <HideDialog photo={photo} onClose={() => setReporting(null)} />}
      {gone ? null : <InfoPanel photo={photo} open={infoOpen} onClose={() => setInfoOpen(false)} />}
    </ViewerFrame>
  );
}
