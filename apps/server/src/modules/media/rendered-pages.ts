import { mediaOperations, type Photo } from '@wmory/contract';
import { SECOND } from '../../clock.ts';
import { Presented } from '../../presented.ts';
import { createRecent } from '../../recent.ts';
import { mayModerate, type Viewer } from './policy.ts';
import { type Signing, signNothing } from './present.ts';
import { createRenderedPhotos, type Names, OVERHEAD } from './rendered-photos.ts';
import type { FeedPlace } from './store-feed.ts';
import type { NamedPhotoRow } from './store-photos.ts';

/** What is kept takes at most so many bytes: half of them some five thousand photos, half of them pages. */
const KEPT_BYTES = 16 * 1024 * 1024;

/** Where a page of the feed goes on, either way. */
export interface PageEnds {
  nextCursor: string | null;
  newerCursor: string | null;
}

export interface FeedOfPhotos extends PageEnds {
  photos: Photo[];
}

const Page = mediaOperations.listPhotos.success.body;

/** What is read for a page besides its places, both as it is now. */
export interface FeedReader {
  /** Those of the photos that are there for the viewer still. */
  photos(ids: readonly string[]): Promise<NamedPhotoRow[]>;
  names(ids: readonly string[]): Promise<Names>;
}

/**
 * Pages as they were presented lately, put together of photos that were. It gives no right to see anything: who asks has
 * read from the database, for this request, which photos there are for them and in which revision, and gets those.
 * docs/adr/0022-rendered-photos.md
 */
export interface RenderedPages {
  /** A page of the photos at these places, in their order, without those that have gone since. */
  show(
    viewer: Viewer,
    places: readonly FeedPlace[],
    ends: PageEnds,
    read: FeedReader,
  ): Promise<Presented<FeedOfPhotos>>;
}

/** A page, and all that it depends on. */
interface KeptPage {
  places: readonly FeedPlace[];
  uploaders: Names;
  audience: string;
  page: Presented<FeedOfPhotos>;
}

/** @param maxBytes 0: nothing is kept */
export function createRenderedPages(signing: Signing, maxBytes = KEPT_BYTES): RenderedPages {
  const stamp = createStamp(signing);
  const photos = createRenderedPhotos(signing, { stamp, maxBytes: maxBytes / 2 });
  const pages = createRecent<KeptPage>(maxBytes / 2);

  /** The same for all who are the same to each photo of these uploaders, while addresses stay the same. */
  const audienceOf = (viewer: Viewer, uploaders: Names): string =>
    `${stamp()} ${mayModerate(viewer)} ${uploaders.has(viewer.userId) ? viewer.userId : ''}`;

  async function isCurrent(
    { places, uploaders, audience }: KeptPage,
    viewer: Viewer,
    now: readonly FeedPlace[],
    read: FeedReader,
  ): Promise<boolean> {
    if (!areSame(places, now)) return false;
    const names = await read.names([...uploaders.keys()]);
    for (const [id, name] of uploaders) if (names.get(id) !== name) return false;
    return audienceOf(viewer, uploaders) === audience;
  }

  async function collect(
    viewer: Viewer,
    places: readonly FeedPlace[],
    read: FeedReader,
  ): Promise<Presented<Photo>[]> {
    const found = await photos.find(viewer, places, read.names);
    const missing = places.filter((_, index) => !found[index]).map(({ id }) => id);
    const rows = missing.length > 0 ? await read.photos(missing) : [];
    const rendered = new Map(rows.map((row) => [row.id, photos.render(viewer, row)]));
    return places.flatMap(({ id }, index) => found[index] ?? rendered.get(id) ?? []);
  }

  return {
    async show(viewer, places, ends, read) {
      // What begins and ends alike may be the same page; whether it is, is looked at.
      const forAll = `${places[0]?.id} ${ends.nextCursor} ${ends.newerCursor} ${mayModerate(viewer)}`;
      const forViewer = `${forAll} ${viewer.userId}`;
      for (const name of [forViewer, forAll]) {
        const kept = pages.get(name);
        if (kept && (await isCurrent(kept, viewer, places, read))) return kept.page;
      }
      const shown = await collect(viewer, places, read);
      const page = Presented.object(Page, { photos: shown, ...ends });
      // One that something has happened to meanwhile is shown once.
      const uploaders = photos.uploadersOf(viewer, places, shown);
      if (uploaders) {
        const audience = audienceOf(viewer, uploaders);
        const name = uploaders.has(viewer.userId) ? forViewer : forAll;
        pages.set(name, { places, uploaders, audience, page }, page.bytes.byteLength + OVERHEAD);
      }
      return page;
    },
  };
}

function areSame(some: readonly FeedPlace[], others: readonly FeedPlace[]): boolean {
  return (
    some.length === others.length &&
    some.every((place, index) => place.id === others[index]?.id && place.revision === others[index].revision)
  );
}

/** An address that leads nowhere, signed as those of photos are, anew once a second. */
function createStamp(signing: Signing): () => string {
  let second = -1;
  let stamp = '';
  return () => {
    const now = Math.floor(signing.clock() / SECOND);
    if (now !== second) [second, stamp] = [now, signNothing(signing)];
    return stamp;
  };
}
