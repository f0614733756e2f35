import { z } from 'zod';

/**
 * The messages between the API and the media processor. The processor holds no credentials:
 * each job carries one signed GET for the original and one signed PUT per variant, and everything it
 * learns comes back as a result message. Delivery is at least once, so a result may arrive twice.
 */

/** One HTTP request that a signed URL allows, headers included: send exactly these. */
export const SignedRequest = z.object({
  method: z.enum(['GET', 'PUT']),
  /** Absolute, or a path of the API's own origin. */
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()),
});
export type SignedRequest = z.infer<typeof SignedRequest>;

/** The pictures made of every original. Their sizes and formats are one table in `packages/imaging`. */
export const VariantName = z.enum(['thumb', 'preview']);
export type VariantName = z.infer<typeof VariantName>;

export const MediaJob = z.object({
  version: z.literal(1),
  jobId: z.uuid(),
  photoId: z.uuid(),
  /** Which try this is, from 1. */
  attempt: z.int().positive(),
  /** When its requests end, in UTC milliseconds: nobody needs to try it after that, it is sent anew. */
  expiresAt: z.int().positive(),
  source: z.object({
    request: SignedRequest,
    /** Lower-case hex SHA-256 of the original, as confirmed. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** Bytes. */
    size: z.int().positive(),
    /** The type that was declared at upload; the processor sniffs the real one. */
    mimeType: z.string(),
  }),
  variants: z.array(z.object({ name: VariantName, request: SignedRequest })),
  /** A PUT for the original without its place: what all but the uploader get to save. Unused where it tells none. */
  shared: SignedRequest,
});
export type MediaJob = z.infer<typeof MediaJob>;

/** Why a photo cannot be shown; the app has a sentence for each. */
export const FailureReason = z.enum([
  'type-mismatch', // the bytes are of another type than declared
  'type-unsupported', // not one of the allowed formats
  'corrupt', // cannot be decoded
  'too-many-pixels', // beyond the still or animation limits
  'digest-mismatch', // the stored bytes are not those that were confirmed
  'timed-out',
  'crashed', // the decoder died on it, on every try
]);
export type FailureReason = z.infer<typeof FailureReason>;

/** What is read from the original. `takenAt` is UTC milliseconds; without a recorded offset, wall time read as UTC. */
export const MediaMetadata = z.object({
  mimeType: z.string(),
  /** Pixels, after orientation. */
  width: z.int().positive(),
  height: z.int().positive(),
  takenAt: z.int().nullable(),
  /** Minutes east of UTC, where the file says so. */
  takenAtOffset: z.int().nullable(),
  cameraMake: z.string().nullable(),
  cameraModel: z.string().nullable(),
  /** Degrees, WGS 84. Shown to the uploader alone. */
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  /** Base64 of the ThumbHash (https://evanw.github.io/thumbhash/). */
  thumbhash: z.string(),
  /** Milliseconds, of a film. */
  duration: z
    .int()
    .positive()
    .max(2 ** 31 - 1)
    .optional(),
});
export type MediaMetadata = z.infer<typeof MediaMetadata>;

export const MediaResult = z.discriminatedUnion('outcome', [
  z.object({
    version: z.literal(1),
    outcome: z.literal('ready'),
    jobId: z.uuid(),
    photoId: z.uuid(),
    metadata: MediaMetadata,
    variants: z.array(
      z.object({
        name: VariantName,
        width: z.int().positive(),
        height: z.int().positive(),
        size: z.int().positive(),
      }),
    ),
    /** What was put as `shared`, as long as the original; null where the original tells no place. */
    shared: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }).nullable(),
  }),
  z.object({
    version: z.literal(1),
    outcome: z.literal('failed'),
    jobId: z.uuid(),
    photoId: z.uuid(),
    reason: FailureReason,
    /** Whether another try may end otherwise: a network fault may, a corrupt file never. */
    retryable: z.boolean(),
  }),
]);
export type MediaResult = z.infer<typeof MediaResult>;
