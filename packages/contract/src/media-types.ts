import { z } from 'zod';

/** Stills paired with a video are in the model; the server refuses them with `kind-unsupported` so far. */
export const MediaKind = z.enum(['image', 'video']);
export type MediaKind = z.infer<typeof MediaKind>;

/** The stills a group can hold, with the file name endings they go by. */
export const imageTypes = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'image/avif': ['avif'],
  'image/heic': ['heic', 'heif'],
} as const satisfies Record<string, readonly string[]>;
export type ImageType = keyof typeof imageTypes;

/** The videos a group can hold: what phones and cameras make. */
export const videoTypes = {
  'video/mp4': ['mp4', 'm4v'],
  'video/quicktime': ['mov', 'qt'],
} as const satisfies Record<string, readonly string[]>;
export type VideoType = keyof typeof videoTypes;

/** All types a group can hold. */
export const mediaTypes = { ...imageTypes, ...videoTypes };
export type MediaType = keyof typeof mediaTypes;

/** What a file of a type is. */
export const kindOf = (mimeType: string): MediaKind =>
  Object.hasOwn(videoTypes, mimeType) ? 'video' : 'image';

/** Bytes of one still, at most, whatever else a server allows: what is larger is not decoded. */
export const MAX_IMAGE_SIZE = 256 * 1024 * 1024;
/** Bytes of one video, likewise. */
export const MAX_VIDEO_SIZE = 1024 * 1024 * 1024;
