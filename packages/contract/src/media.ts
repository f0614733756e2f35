import { z } from 'zod';
import { Person } from './accounts.ts';
import { FailureReason, SignedRequest } from './jobs.ts';
import { MediaKind } from './media-types.ts';
import { defineOperations } from './operation.ts';
import { Problem } from './problems.ts';
import { Cursor, Id, line, Moment, PageLimit, Sha256 } from './scalars.ts';

/** Items in one batch, at most. */
export const MAX_BATCH = 100;

/**
 * Why others do not see a photo. `asked`: somebody in it asked so; they see it, too. `hidden`: it was reported, or judged.
 * `removed`: a decision put it in the trash. `taken-down`: nobody gets its pictures any more, its uploader included.
 */
export const HiddenState = z.enum(['asked', 'hidden', 'removed', 'taken-down']);
export type HiddenState = z.infer<typeof HiddenState>;

/** `processing`: safe in the store, pictures being made. `failed`: safe, but cannot be shown. */
export const PhotoState = z.enum(['processing', 'ready', 'failed']);
export type PhotoState = z.infer<typeof PhotoState>;

/** Which of the files of a photo: the picture, or the film. */
export const OriginalPart = z.enum(['still', 'motion']);
export type OriginalPart = z.infer<typeof OriginalPart>;

export const Photo = z.object({
  id: Id,
  groupId: Id,
  kind: MediaKind,
  state: PhotoState,
  failure: FailureReason.nullable(),
  /** Null: it was given to the group by someone who left. */
  uploader: Person.nullable(),
  caption: z.string(),
  /** Pixels, upright; null until it is ready. */
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** By its own clock; else as the client said; else when it was added. */
  takenAt: Moment,
  /** Minutes east of UTC where the picture was taken, if it says so. */
  takenAtOffset: z.int().nullable(),
  addedAt: Moment,
  trashedAt: Moment.nullable(),
  /** Null: every member sees it. */
  hidden: HiddenState.nullable(),
  /** When it is deleted because its uploader left and takes it along; until then others may save it. */
  leavesAt: Moment.nullable(),
  /** Milliseconds; null for stills. */
  duration: z.int().nullable(),
  camera: z.string().nullable(),
  /** For its uploader alone. */
  location: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  /** Base64 ThumbHash, to draw until the thumbnail is there. */
  thumbhash: z.string().nullable(),
  /**
   * The files as they were uploaded; a video is `motion` alone, a live photo has both: its film goes wherever it goes. Others
   * than its uploader are not told of a film that is still being prepared.
   */
  originals: z.array(z.object({ part: OriginalPart, name: z.string(), mimeType: z.string(), size: z.int() })),
  /** Signed, short-lived addresses; null until it is ready. */
  urls: z.object({ thumb: z.string(), preview: z.string() }).nullable(),
  /** `download`: its original, which for all but the uploader is without the place it was taken at. */
  abilities: z.object({
    edit: z.boolean(),
    trash: z.boolean(),
    download: z.boolean(),
    /** Or ask to hide it. */
    report: z.boolean(),
  }),
});
export type Photo = z.infer<typeof Photo>;

export const UploadItem = z.strictObject({
  name: z.string().min(1).max(255),
  mimeType: z.string().max(100),
  /** Bytes. */
  size: z.int().min(0),
  sha256: Sha256,
  /** When the file was made, as far as the client knows; the picture's own clock goes first. */
  takenAt: Moment.optional(),
  kind: MediaKind.default('image'),
  /** The own still of which this is the film: a live photo. Where that takes none, the file is refused as `motion-refused`. */
  motionOf: Id.optional(),
});
export type UploadItem = z.infer<typeof UploadItem>;

/** How a large file is cut: parts of `partSize` bytes, numbered from 1 to `partCount`; the last holds the rest. */
export const PartPlan = z.object({ partSize: z.int().positive(), partCount: z.int().positive() });
export type PartPlan = z.infer<typeof PartPlan>;

/** Bytes of one part of a file of so many bytes. */
export const sizeOfPart = ({ partSize, partCount }: PartPlan, fileSize: number, number: number): number =>
  number < partCount ? partSize : fileSize - partSize * (partCount - 1);

const Authorised = z.object({ outcome: z.literal('authorised'), uploadId: Id });

/** The answer to one announced file, in the order of the batch. */
export const UploadAnswer = z.discriminatedUnion('outcome', [
  z.discriminatedUnion('kind', [
    /** The whole file by one signed request. */
    Authorised.extend({
      kind: z.literal('single'),
      request: SignedRequest,
      /** When the request's signature ends. */
      expiresAt: Moment,
    }),
    /** In parts: `listParts` tells which are there, `signParts` gives a signed request for each of the others. */
    Authorised.extend({
      kind: z.literal('multipart'),
      ...PartPlan.shape,
      /** When the upload is given up, unless parts of it are asked for. */
      expiresAt: Moment,
    }),
  ]),
  z.object({ outcome: z.literal('duplicate'), photo: Photo }),
  z.object({ outcome: z.literal('refused'), problem: Problem }),
]);
export type UploadAnswer = z.infer<typeof UploadAnswer>;

/** How an upload ended, or that it has not. */
export const UploadReceipt = z.discriminatedUnion('outcome', [
  z.object({ uploadId: Id, outcome: z.literal('open'), name: z.string(), size: z.int(), expiresAt: Moment }),
  /** Stored, hashed and charged; it will not be lost. */
  z.object({ uploadId: Id, outcome: z.literal('verified'), photo: Photo }),
  z.object({ uploadId: Id, outcome: z.literal('duplicate'), photo: Photo }),
  z.object({ uploadId: Id, outcome: z.literal('failed'), problem: Problem }),
]);
export type UploadReceipt = z.infer<typeof UploadReceipt>;

/** Number of a part, from 1. */
const PartNumber = z.int().min(1).max(10_000);

/** A part that is asked for; its length follows from the plan. */
export const WantedPart = z.strictObject({ number: PartNumber, sha256: Sha256 });
export type WantedPart = z.infer<typeof WantedPart>;

/** A PUT of one part, of exactly its length and the digest that was given. Repeating it replaces the part. */
export const SignedPart = z.object({ number: PartNumber, request: SignedRequest, expiresAt: Moment });
export type SignedPart = z.infer<typeof SignedPart>;

const GroupParams = z.strictObject({ groupId: Id });
const UploadParams = z.strictObject({ groupId: Id, uploadId: Id });
const PhotoParams = z.strictObject({ groupId: Id, photoId: Id });
const UploadIds = z.strictObject({ uploadIds: z.array(Id).min(1).max(MAX_BATCH) });
const PhotoIds = z.strictObject({ photoIds: z.array(Id).min(1).max(MAX_BATCH) });
const PhotoPage = z.object({ photos: z.array(Photo), nextCursor: Cursor.nullable() });

/** How a feed is ordered, the newest first: by capture or by upload. */
const FeedOrder = z.enum(['taken', 'added']).default('taken');

/** Photos of one month, of UTC, as the feed is ordered. */
export const FeedMonth = z.object({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a year and a month'),
  count: z.int().positive(),
});
export type FeedMonth = z.infer<typeof FeedMonth>;

export const mediaOperations = defineOperations({
  authoriseUploads: {
    method: 'POST',
    path: '/groups/:groupId/uploads',
    tag: 'uploads',
    summary:
      'Announce up to 100 files and get, for each, a signed PUT to the store, the plan of its parts if it is large, its duplicate, or why not.',
    auth: 'user',
    rate: 'upload',
    params: GroupParams,
    body: z.strictObject({ items: z.array(UploadItem).min(1).max(MAX_BATCH) }),
    success: { status: 200, body: z.object({ items: z.array(UploadAnswer) }) },
    problems: ['not-found', 'forbidden'],
  },
  signParts: {
    method: 'POST',
    path: '/groups/:groupId/uploads/:uploadId/parts',
    tag: 'uploads',
    summary: 'Get signed PUTs for up to 100 parts of an own open upload. May be repeated.',
    auth: 'user',
    rate: 'upload',
    params: UploadParams,
    body: z.strictObject({ parts: z.array(WantedPart).min(1).max(MAX_BATCH) }),
    success: { status: 200, body: z.object({ parts: z.array(SignedPart) }) },
    problems: [
      'not-found',
      'forbidden',
      'upload-missing',
      'upload-ended',
      'upload-expired',
      'upload-cancelled',
    ],
  },
  listParts: {
    method: 'GET',
    path: '/groups/:groupId/uploads/:uploadId/parts',
    tag: 'uploads',
    summary: 'The parts of an own open upload that the store has, all of them, by number.',
    auth: 'user',
    rate: 'upload',
    params: UploadParams,
    success: {
      status: 200,
      body: PartPlan.extend({ parts: z.array(z.object({ number: PartNumber, size: z.int() })) }),
    },
    problems: ['not-found', 'forbidden', 'upload-ended', 'upload-expired', 'upload-cancelled'],
  },
  confirmUploads: {
    method: 'POST',
    path: '/groups/:groupId/uploads/confirm',
    tag: 'uploads',
    summary:
      'Say that files have arrived; the server checks them and answers a receipt each. May be repeated.',
    auth: 'user',
    rate: 'upload',
    params: GroupParams,
    body: UploadIds,
    success: { status: 200, body: z.object({ receipts: z.array(UploadReceipt) }) },
    problems: ['not-found', 'forbidden'],
  },
  cancelUploads: {
    method: 'POST',
    path: '/groups/:groupId/uploads/cancel',
    tag: 'uploads',
    summary: 'Give up open uploads; their quota comes back at once. What is confirmed already stays.',
    auth: 'user',
    rate: 'upload',
    params: GroupParams,
    body: UploadIds,
    success: { status: 200, body: z.object({ receipts: z.array(UploadReceipt) }) },
    problems: ['not-found'],
  },
  listUploads: {
    method: 'GET',
    path: '/groups/:groupId/uploads',
    tag: 'uploads',
    summary: 'My uploads to this group that are still open, oldest first.',
    auth: 'user',
    rate: 'read',
    params: GroupParams,
    query: z.strictObject({ limit: PageLimit.default(100) }),
    success: { status: 200, body: z.object({ receipts: z.array(UploadReceipt) }) },
    problems: ['not-found'],
  },
  listPhotos: {
    method: 'GET',
    path: '/groups/:groupId/photos',
    tag: 'photos',
    summary: 'The feed, newest first by capture time (`taken`) or by upload time (`added`).',
    auth: 'user',
    rate: 'read',
    params: GroupParams,
    query: z
      .strictObject({
        order: FeedOrder,
        /** Whose photos; those that were given to the group are nobody's. */
        uploaderId: Id.optional(),
        /** Stills or videos alone. */
        kind: MediaKind.optional(),
        /** Photos from this moment on, as the feed is ordered. */
        after: Moment.optional(),
        /** Photos before this moment, as the feed is ordered. */
        before: Moment.optional(),
        /** What others added later than this. */
        since: Moment.optional(),
        cursor: Cursor.optional(),
        /** Which way to go on from the cursor. */
        toward: z.enum(['older', 'newer']).default('older'),
        limit: PageLimit.default(100),
      })
      .refine(({ since, order }) => since === undefined || order === 'added', {
        path: ['since'],
        message: 'must come with the order of upload',
      })
      .refine(({ toward, cursor }) => toward === 'older' || cursor !== undefined, {
        path: ['toward'],
        message: 'must come with a cursor',
      }),
    success: {
      status: 200,
      /** `newerCursor` leads back up; null where the feed, as it was asked for, begins. */
      body: PhotoPage.extend({ newerCursor: Cursor.nullable() }),
    },
    problems: ['not-found'],
  },
  listMonths: {
    method: 'GET',
    path: '/groups/:groupId/months',
    tag: 'photos',
    summary: 'How many photos of each month the feed holds, the latest month first.',
    auth: 'user',
    rate: 'read',
    params: GroupParams,
    query: z.strictObject({ order: FeedOrder, uploaderId: Id.optional(), kind: MediaKind.optional() }),
    success: { status: 200, body: z.object({ months: z.array(FeedMonth) }) },
    problems: ['not-found'],
  },
  getPhoto: {
    method: 'GET',
    path: '/groups/:groupId/photos/:photoId',
    tag: 'photos',
    summary: 'One photo.',
    auth: 'user',
    rate: 'read',
    params: PhotoParams,
    success: { status: 200, body: Photo },
    problems: ['not-found'],
  },
  getOriginal: {
    method: 'GET',
    path: '/groups/:groupId/photos/:photoId/original',
    tag: 'photos',
    summary:
      'A signed address to save the file under its own name: as it was uploaded for its uploader, without the place it was taken at for others.',
    auth: 'user',
    rate: 'read',
    params: PhotoParams,
    query: z.strictObject({
      /** Of a live photo; else its only file is given. */
      part: OriginalPart.optional(),
    }),
    success: {
      status: 200,
      /** `size` and `sha256` of what the address gives. */
      body: z.object({ url: z.string(), name: z.string(), size: z.int(), sha256: Sha256, expiresAt: Moment }),
    },
    problems: ['not-found', 'photo-not-ready', 'original-withheld', 'taken-down'],
  },
  updatePhoto: {
    method: 'PATCH',
    path: '/groups/:groupId/photos/:photoId',
    tag: 'photos',
    summary: 'Change the caption.',
    auth: 'user',
    rate: 'write',
    params: PhotoParams,
    body: z.strictObject({ caption: line(500, 0) }),
    success: { status: 200, body: Photo },
    problems: ['not-found', 'forbidden'],
  },
  trashPhotos: {
    method: 'POST',
    path: '/groups/:groupId/photos/trash',
    tag: 'photos',
    summary: 'Put photos in the trash; they can be restored for 30 days. All or none.',
    auth: 'user',
    rate: 'write',
    params: GroupParams,
    body: PhotoIds,
    success: { status: 200, body: z.object({ photoIds: z.array(Id) }) },
    problems: ['not-found', 'forbidden'],
  },
  listTrash: {
    method: 'GET',
    path: '/groups/:groupId/trash',
    tag: 'photos',
    summary: 'What is in the trash and the caller may restore, the latest first.',
    auth: 'user',
    rate: 'read',
    params: GroupParams,
    query: z.strictObject({ cursor: Cursor.optional(), limit: PageLimit.default(100) }),
    success: { status: 200, body: PhotoPage },
    problems: ['not-found'],
  },
  restorePhotos: {
    method: 'POST',
    path: '/groups/:groupId/trash/restore',
    tag: 'photos',
    summary: 'Take photos out of the trash. One whose duplicate was added since stays there.',
    auth: 'user',
    rate: 'write',
    params: GroupParams,
    body: PhotoIds,
    success: { status: 200, body: z.object({ photoIds: z.array(Id) }) },
    problems: ['not-found', 'forbidden', 'photo-held'],
  },
  purgePhotos: {
    method: 'POST',
    path: '/groups/:groupId/trash/purge',
    tag: 'photos',
    summary: 'Delete photos in the trash for good, now.',
    auth: 'user',
    rate: 'write',
    params: GroupParams,
    body: PhotoIds,
    success: { status: 200, body: z.object({ photoIds: z.array(Id) }) },
    problems: ['not-found', 'forbidden'],
  },
});
