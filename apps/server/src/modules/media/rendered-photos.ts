import { Photo } from '@wmory/contract';
import { Presented } from '../../presented.ts';
import { createRecent } from '../../recent.ts';
import { type Relation, relationOf, type Viewer } from './policy.ts';
import { presentAs, type Signing } from './present.ts';
import type { FeedPlace } from './store-feed.ts';
import type { NamedPhotoRow } from './store-photos.ts';

/** What uploaders are called, by their ids. */
export type Names = ReadonlyMap<string, string>;

/** Bytes that something kept takes besides its text. */
export const OVERHEAD = 500;

type RelationIndex = 0 | 1 | 2 | 3;

/** One revision of a photo, as each relation sees it that has asked. */
interface KeptPhoto {
  revision: number;
  /** Who added it; it changes with the revision alone. */
  uploader_id: string;
  uploaderName: string;
  byRelation: Partial<Record<RelationIndex, Presented<Photo>>>;
  bytes: number;
}

const indexOf = ({ added, moderates }: Relation): RelationIndex =>
  added ? (moderates ? 3 : 2) : moderates ? 1 : 0;

/** Photos as they were presented lately, by all that this depends on. */
export interface RenderedPhotos {
  /** As they are kept in these revisions; undefined in the place of each that is not. */
  find(
    viewer: Viewer,
    places: readonly FeedPlace[],
    readNames: (ids: readonly string[]) => Promise<Names>,
  ): Promise<(Presented<Photo> | undefined)[]>;
  render(viewer: Viewer, row: NamedPhotoRow): Presented<Photo>;
  /** The uploaders of these, and what they are called in the texts; null where others are kept at these places by now. */
  uploadersOf(viewer: Viewer, places: readonly FeedPlace[], shown: readonly Presented<Photo>[]): Names | null;
}

/** @param stamp changes whenever addresses are signed otherwise */
export function createRenderedPhotos(
  signing: Signing,
  { stamp, maxBytes }: { stamp: () => string; maxBytes: number },
): RenderedPhotos {
  const photos = createRecent<KeptPhoto>(maxBytes);
  let stamped = '';

  function renew(): void {
    if (stamp() === stamped) return;
    stamped = stamp();
    photos.clear();
  }

  function keptAt({ id, revision }: FeedPlace): KeptPhoto | undefined {
    const kept = photos.get(id);
    return kept?.revision === revision ? kept : undefined;
  }

  return {
    async find(viewer, places, readNames) {
      renew();
      const found = places.map(keptAt);
      const uploaders = new Set(found.flatMap((kept) => kept?.uploader_id ?? []));
      const names = await readNames([...uploaders]);
      return found.map((kept) =>
        kept && names.get(kept.uploader_id) === kept.uploaderName
          ? kept.byRelation[indexOf(relationOf(viewer, kept))]
          : undefined,
      );
    },

    render(viewer, row) {
      renew();
      const relation = relationOf(viewer, row);
      const photo = Presented.by(Photo, presentAs(signing, relation, row));
      const { id, revision, uploader_id, uploader_name: uploaderName } = row;
      const old = photos.get(id);
      const isSame = old?.revision === revision && old.uploaderName === uploaderName;
      const earlier = isSame ? old : { byRelation: {}, bytes: 0 };
      const byRelation = { ...earlier.byRelation, [indexOf(relation)]: photo };
      const bytes = earlier.bytes + photo.bytes.byteLength + OVERHEAD;
      photos.set(id, { revision, uploader_id, uploaderName, byRelation, bytes }, bytes);
      return photo;
    },

    uploadersOf(viewer, places, shown) {
      renew();
      const names = new Map<string, string>();
      for (const [index, place] of places.entries()) {
        const kept = keptAt(place);
        if (!kept || kept.byRelation[indexOf(relationOf(viewer, kept))] !== shown[index]) return null;
        if ((names.get(kept.uploader_id) ?? kept.uploaderName) !== kept.uploaderName) return null;
        names.set(kept.uploader_id, kept.uploaderName);
      }
      return names;
    },
  };
}
