import {
  type GroupRules,
  HiddenState,
  kindOf,
  MAX_IMAGE_SIZE,
  MAX_VIDEO_SIZE,
  type MediaKind,
  mediaTypes,
  type PartPlan,
  type PhotoState,
  type ProblemCode,
  type Role,
  sizeOfPart,
} from '@wmory/contract';
import { DAY, HOUR, MINUTE, SECOND } from '../../clock.ts';
import { isAtLeast } from '../groups/index.ts';

/** Life of a signed PUT for a client. */
export const UPLOAD_URL_LIFE = 15 * MINUTE;
/** An upload by one PUT is given up this long after it was last authorised. */
const UPLOAD_LIFE = HOUR;
/** One in parts is given up this long after parts were last asked for: it can go on the next morning. */
const MULTIPART_LIFE = 12 * HOUR;
/** Announcing the same file again continues an upload no older than this; one in parts lives no longer. */
export const UPLOAD_RESUMABLE = DAY;
/** What S3 takes of one object, in parts. */
const MAX_PARTS = 10_000;
/** Receipts of uploads that have ended are kept this long. */
export const RECEIPT_LIFE = 7 * DAY;
/** A picture of a person that is not confirmed, or failed, is forgotten after this long. */
export const AVATAR_LIFE = HOUR;
/** Photos stay this long in the trash. */
export const TRASH_LIFE = 30 * DAY;
/** Life of a job's signed requests. */
export const JOB_URL_LIFE = 10 * MINUTE;
const JOB_LEASE = 5 * MINUTE;
/** A job that is not answered for this long is taken for lost: longer each time, for it may be the processors that are. */
export const jobLease = (attempt: number): number => JOB_LEASE * Math.min(attempt, 12);
/** Failures of one photo that may pass, after which it stays failed. */
export const MAX_TRIES = 3;
/** Times one photo's job is sent, answered or not, if that takes as long as `JOB_LIFE`. */
export const MAX_LEASES = 10;
/** A job is not given up before, so that photos outlast a day without processors. */
export const JOB_LIFE = DAY;
/** Pause before what is not there yet is looked for again, to copy it as evidence. */
export const EVIDENCE_WAIT = MINUTE;
/** Objects younger than this may belong to a request that still runs. */
export const ORPHAN_AGE = 2 * HOUR;
/** For so long after a photo is given for good, signed addresses of its original may be about. */
export const GIFT_SETTLING = HOUR;
/** How often the whole store is compared with the database. */
export const RECONCILE_EVERY = HOUR;
const READ_STEP = 5 * MINUTE;

/** A member who looks at photos of the group. */
export interface Viewer {
  userId: string;
  role: Role;
  rules: Pick<GroupRules, 'photos'>;
}

/** How far a photo is hidden; the highest of its holds counts. */
export const hideLevels = { shown: 0, asked: 1, hidden: 2, removed: 3, 'taken-down': 4 } as const;
export type HideLevel = (typeof hideLevels)[HiddenState];

/** What the API calls a level; null where it is shown. */
export const hiddenStateOf = (level: number): HiddenState | null =>
  HiddenState.options.find((state) => hideLevels[state] === level) ?? null;

interface OwnerFacts {
  uploader_id: string;
  given_at: number | null;
}

interface PhotoFacts extends OwnerFacts {
  state: PhotoState;
  trashed_at: number | null;
  hidden_level: number;
}

/** Whether a block keeps it from the viewer (1), else 0. */
interface BlockFacts {
  barred: number;
}

/** With whether the viewer asked to hide it (1), else 0. */
type SeenPhoto = PhotoFacts & BlockFacts & { asked: number };

interface LocationFacts {
  latitude: number | null;
  longitude: number | null;
  shared_sha256: string | null;
}

/**
 * What a viewer is to a photo: all of them that its presentation depends on, so that it is the same for all who are the
 * same to it.
 */
export interface Relation {
  /** They added it; whether it is theirs still is another question. */
  readonly added: boolean;
  readonly moderates: boolean;
}

export const relationOf = (
  viewer: Pick<Viewer, 'userId' | 'role'>,
  photo: Pick<OwnerFacts, 'uploader_id'>,
): Relation => ({ added: photo.uploader_id === viewer.userId, moderates: mayModerate(viewer) });

/** Whether it is theirs: they added it and have not given it to the group. */
const isOwn = ({ added }: Pick<Relation, 'added'>, { given_at }: Pick<OwnerFacts, 'given_at'>): boolean =>
  added && given_at === null;

const mayTrashAs = (relation: Relation, photo: OwnerFacts): boolean =>
  isOwn(relation, photo) || relation.moderates;

/** Whether they may take it away and bring it back. */
export const mayTrash = (viewer: Viewer, photo: OwnerFacts): boolean =>
  mayTrashAs(relationOf(viewer, photo), photo);

/** Whether they may do with everybody's photos what others may with their own. */
export const mayModerate = (viewer: Pick<Viewer, 'role'>): boolean => isAtLeast(viewer.role, 'admin');

/** Which photos exist for them besides their own: all, those that members are shown, or none. */
export type Sight = 'all' | 'shown' | 'own';

export const sightOf = (viewer: Pick<Viewer, 'role' | 'rules'>): Sight =>
  mayModerate(viewer) ? 'all' : viewer.rules.photos === 'drop-box' ? 'own' : 'shown';

/**
 * Whether it exists for them. What a block keeps from them does not, whatever their role. Their own does, and for
 * moderators any. Others see none in a drop box, and elsewhere what is neither in the trash nor failed nor hidden; what is
 * hidden because somebody asked so, who asked sees as well. `seenBy` and `unbarredFor` say the same in SQL.
 */
export function maySee(viewer: Viewer, photo: SeenPhoto): boolean {
  if (photo.barred === 1) return false;
  if (mayTrash(viewer, photo)) return true;
  return (
    sightOf(viewer) === 'shown' && photo.trashed_at === null && photo.state !== 'failed' && isShownTo(photo)
  );
}

const isShownTo = ({ hidden_level, asked }: Pick<SeenPhoto, 'hidden_level' | 'asked'>): boolean =>
  hidden_level === hideLevels.shown || (hidden_level === hideLevels.asked && asked === 1);

/** Whether they may be told that its bytes are in the group, be it hidden or not. */
export const mayKnow = (viewer: Viewer, photo: OwnerFacts & BlockFacts): boolean =>
  photo.barred === 0 && (isOwn(relationOf(viewer, photo), photo) || sightOf(viewer) !== 'own');

/** Whether every member sees it. */
export const isForAll = (photo: Omit<PhotoFacts, keyof OwnerFacts>): boolean =>
  photo.trashed_at === null && photo.state !== 'failed' && photo.hidden_level === hideLevels.shown;

/** Whether its pictures and its file are for nobody any more. */
export const isTakenDown = ({ hidden_level }: Pick<PhotoFacts, 'hidden_level'>): boolean =>
  hidden_level === hideLevels['taken-down'];

/** Whether a decision keeps it in the trash, whoever else may take it from there. */
export const isHeld = ({ hidden_level }: Pick<PhotoFacts, 'hidden_level'>): boolean =>
  hidden_level >= hideLevels.removed;

export const maySeeLocation = (
  relation: Pick<Relation, 'added'>,
  photo: Pick<OwnerFacts, 'given_at'>,
): boolean => isOwn(relation, photo);

/**
 * Which bytes they get who save it: its uploader those that were uploaded, others a copy without the place where
 * there is one. Until that is known, and where the place could not be taken out, others get nothing.
 */
export function originalFor(
  relation: Pick<Relation, 'added'>,
  photo: PhotoFacts & LocationFacts,
): 'original' | 'shared' | 'not-ready' | 'withheld' | 'taken-down' {
  if (isTakenDown(photo)) return 'taken-down';
  if (maySeeLocation(relation, photo)) return 'original';
  if (photo.state === 'processing') return 'not-ready';
  if (photo.shared_sha256 !== null) return 'shared';
  const tellsPlace = photo.latitude !== null || photo.longitude !== null;
  return tellsPlace || photo.state === 'failed' ? 'withheld' : 'original';
}

/** Whether somebody may give it a film, as far as it has none: it is their own still, that can be shown. */
export const mayPair = (
  viewer: Pick<Viewer, 'userId' | 'role'>,
  photo: PhotoFacts & { kind: MediaKind },
): boolean =>
  photo.kind === 'image' &&
  photo.state !== 'failed' &&
  photo.trashed_at === null &&
  !isTakenDown(photo) &&
  isOwn(relationOf(viewer, photo), photo);

interface MotionFacts {
  state: PhotoState;
  tells_place: number;
  shared_sha256: string | null;
}

/** As `originalFor`, of the film of a live photo: what hides the photo hides it. */
export const motionFor = (
  relation: Pick<Relation, 'added'>,
  photo: PhotoFacts,
  { state, tells_place, shared_sha256 }: MotionFacts,
): ReturnType<typeof originalFor> => {
  const place = tells_place === 1 ? 0 : null;
  return originalFor(relation, { ...photo, state, shared_sha256, latitude: place, longitude: place });
};

export const photoAbilities = (
  relation: Relation,
  photo: PhotoFacts & LocationFacts,
): { edit: boolean; trash: boolean; download: boolean; report: boolean } => ({
  edit: mayTrashAs(relation, photo) && photo.trashed_at === null,
  trash: mayTrashAs(relation, photo),
  download: ['original', 'shared'].includes(originalFor(relation, photo)),
  report: !relation.added,
});

export interface AnnouncedFile {
  size: number;
  mimeType: string;
  kind: string;
  motionOf?: string | undefined;
}

export interface Refusal {
  code: ProblemCode;
  params?: Record<string, string | number>;
}

/** Why a file cannot be taken whoever sends it; null when it can. The type is in lower case. */
export function refusalOf(file: AnnouncedFile, maxFileSize: number): Refusal | null {
  const { size, mimeType } = file;
  if (!Object.hasOwn(mediaTypes, mimeType)) return { code: 'type-unsupported', params: { mimeType } };
  // What says nothing is taken for a still, and may be one or not.
  const announced = file.motionOf === undefined ? file.kind : 'video';
  if (announced === 'video' && kindOf(mimeType) === 'image') return { code: 'kind-unsupported' };
  if (size === 0) return { code: 'file-empty' };
  const max = Math.min(maxFileSize, kindOf(mimeType) === 'video' ? MAX_VIDEO_SIZE : MAX_IMAGE_SIZE);
  if (size > max) return { code: 'file-too-large', params: { size, max } };
  return null;
}

/** A moment that a file or client claims; null where it cannot be: before photography, or a day ahead. */
export function plausibleTime(time: number | null, now: number): number | null {
  const possible = time !== null && time >= Date.UTC(1826, 0, 1) && time <= now + DAY;
  return possible ? time : null;
}

/**
 * When a signed read made now ends: 5 to 10 minutes ahead, and the same moment for all made within 5 minutes,
 * so that their URLs are the same and caches hold.
 */
export const readExpiry = (now: number): number => (Math.floor(now / READ_STEP) + 2) * READ_STEP;

/** When an upload ends that is heard of now. */
export const uploadEnd = (
  { part_size, created_at }: { part_size: number | null; created_at: number },
  now: number,
): number =>
  part_size === null ? now + UPLOAD_LIFE : Math.min(now + MULTIPART_LIFE, created_at + UPLOAD_RESUMABLE);

/** How large files are sent. */
export interface MultipartLimits {
  /** Bytes of the largest file that is one PUT. */
  threshold: number;
  /** Bytes. S3 takes 5 MiB at least. */
  partSize: number;
}

const MIB = 1024 * 1024;
/** A part is sent again within half a minute at 5 Mbit/s; 5 GB are 300 of them. */
export const multipartDefaults: MultipartLimits = { threshold: 100 * MIB, partSize: 16 * MIB };

/** Bytes of a part of a file of so many bytes; null: one PUT. */
export const partSizeOf = (size: number, { threshold, partSize }: MultipartLimits): number | null =>
  size <= threshold ? null : Math.max(partSize, Math.ceil(size / MAX_PARTS));

export const planOf = (size: number, partSize: number): PartPlan => ({
  partSize,
  partCount: Math.ceil(size / partSize),
});

/** Whether these are all the parts of a file and nothing else; then their sizes add up to its own. */
export const isWhole = (
  parts: readonly { number: number; size: number }[],
  plan: PartPlan,
  fileSize: number,
): boolean =>
  parts.length === plan.partCount &&
  parts.every(
    ({ number, size }, index) => number === index + 1 && size === sizeOfPart(plan, fileSize, number),
  );

/** From when on no URL lets anything in under the upload's key; `expiresAt` is the upload's own end. */
export const urlsEnd = (expiresAt: number): number => expiresAt - UPLOAD_LIFE + UPLOAD_URL_LIFE;

/** Pause before the next try of a job, after this many. */
export const retryDelay = (attempt: number): number => 5 * SECOND * 4 ** (attempt - 1);

/** Pause before the next try at deleting an object, after this many. */
export const deletionDelay = (tries: number): number => Math.min(MINUTE * 2 ** tries, DAY);
