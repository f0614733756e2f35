import { z } from 'zod';
import { FailureReason, SignedRequest } from './jobs.ts';
import { defineOperations } from './operation.ts';
import { Id, Moment, Sha256 } from './scalars.ts';

/** Bytes of a person's picture, at most: clients send a small square of it, never the photo that it comes from. */
export const MAX_AVATAR_SIZE = 256 * 1024;
/** What is sent is of this type. */
export const AVATAR_TYPE = 'image/jpeg';

/** A picture that somebody has sent of themselves. */
export const Avatar = z.object({
  state: z.enum(['processing', 'ready', 'failed']),
  failure: FailureReason.nullable(),
  /** A signed, short-lived address; null: it is not ready. */
  url: z.string().nullable(),
});
export type Avatar = z.infer<typeof Avatar>;

export const avatarOperations = defineOperations({
  prepareAvatar: {
    method: 'POST',
    path: '/me/avatar',
    tag: 'accounts',
    summary: 'Get the request that sends a picture of myself: a JPEG, best a square of 512 pixels.',
    auth: 'user',
    rate: 'upload',
    body: z.strictObject({ size: z.int().min(1).max(MAX_AVATAR_SIZE), sha256: Sha256 }),
    success: { status: 201, body: z.object({ avatarId: Id, request: SignedRequest, expiresAt: Moment }) },
    problems: [],
  },
  confirmAvatar: {
    method: 'POST',
    path: '/me/avatar/:avatarId/confirm',
    tag: 'accounts',
    summary: 'Say that my picture was sent, and hear how it stands: asked again, it changes nothing.',
    auth: 'user',
    rate: 'write',
    params: z.strictObject({ avatarId: Id }),
    success: { status: 200, body: Avatar },
    problems: ['not-found', 'upload-missing', 'upload-mismatch'],
  },
  removeAvatar: {
    method: 'DELETE',
    path: '/me/avatar',
    tag: 'accounts',
    summary: 'Remove the picture of myself for good.',
    auth: 'user',
    rate: 'write',
    success: { status: 204 },
    problems: [],
  },
});
