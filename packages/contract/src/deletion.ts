import { z } from 'zod';
import { LinkToken } from './accounts.ts';
import { defineOperations } from './operation.ts';
import { Id, Moment } from './scalars.ts';

/** What becomes of photos when the account of who added them goes: they go, too, or they are given to the group. */
export const PartingTerms = z.enum(['go', 'give']);
export type PartingTerms = z.infer<typeof PartingTerms>;

/** An account that goes unless its owner keeps it. */
export const Deletion = z.object({
  requestedAt: Moment,
  /** From then on it cannot be kept any more. */
  finalAt: Moment,
  /** Wherever nothing else is said. */
  photos: PartingTerms,
  groups: z.array(z.object({ groupId: Id, groupName: z.string(), photos: PartingTerms })),
});
export type Deletion = z.infer<typeof Deletion>;

const Count = z.int().min(0);

/** What a server says of an account that it has deleted. */
export const CertificateContent = z.strictObject({
  type: z.literal('wmory deletion certificate'),
  version: z.literal(1),
  id: Id,
  /** Address of the server. */
  installation: z.string(),
  /** Id that the account had. */
  account: Id,
  requestedAt: Moment,
  deletedAt: Moment,
  deleted: z.strictObject({
    photos: Count,
    /** Of their files as they were uploaded. */
    bytes: Count,
    /** In the store: what was uploaded, and all that was made of it. */
    objects: Count,
    uploads: Count,
    memberships: Count,
    /** Groups in which nobody else was. */
    groups: Count,
    invites: Count,
    joinRequests: Count,
    blocks: Count,
    sessions: Count,
    passkeys: Count,
    /** Names and ids in reports and decisions. */
    mentions: Count,
  }),
  /** What stays, without a name. */
  kept: z.strictObject({
    /** Given to their groups. */
    photos: Count,
    /** Copies of reported photos, which those who judge keep until they are of no use. */
    evidence: Count,
  }),
});
export type CertificateContent = z.infer<typeof CertificateContent>;

/** Ed25519 (RFC 8037). */
export const CertificateKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  /** Base64url. */
  x: z.string().regex(/^[\w-]{43}$/),
});
export type CertificateKey = z.infer<typeof CertificateKey>;

/** As the file of the last letter holds it. */
export const DeletionCertificate = z.strictObject({
  certificate: CertificateContent,
  key: CertificateKey,
  /** Ed25519 of `signedText(certificate)` in UTF-8, base64url. */
  signature: z.string().regex(/^[\w-]{86}$/),
});
export type DeletionCertificate = z.infer<typeof DeletionCertificate>;

/** JSON as RFC 8785 has it, of what knows no other values than these. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`;
}

/** What the signature of a certificate is of. */
export const signedText = (certificate: CertificateContent): string =>
  `wmory deletion certificate 1\n${canonicalJson(certificate)}`;

export const deletionOperations = defineOperations({
  getDeletion: {
    method: 'GET',
    path: '/me/deletion',
    tag: 'accounts',
    summary: 'The deletion of my account that I asked for; null: it stays.',
    auth: 'user',
    rate: 'read',
    success: { status: 200, body: z.object({ deletion: Deletion.nullable() }) },
    problems: [],
  },
  requestDeletion: {
    method: 'POST',
    path: '/me/deletion',
    tag: 'accounts',
    summary:
      'Delete my account in two weeks, with or without my photos, and end its other sessions. Until then it works as before, and can be kept.',
    auth: 'user',
    rate: 'mail',
    body: z.strictObject({
      /** In all groups that are not named. */
      photos: PartingTerms,
      groups: z
        .array(z.strictObject({ groupId: Id, photos: PartingTerms }))
        .max(200)
        .default([]),
    }),
    success: { status: 201, body: Deletion },
    problems: ['confirmation-required', 'deletion-pending', 'not-found'],
  },
  keepAccount: {
    method: 'DELETE',
    path: '/me/deletion',
    tag: 'accounts',
    summary: 'Keep my account, with all that is in it.',
    auth: 'user',
    rate: 'write',
    success: { status: 204 },
    problems: ['not-found'],
  },
  keepAccountByLink: {
    method: 'POST',
    path: '/accounts/deletion/keep',
    tag: 'accounts',
    summary: 'Keep an account that is to be deleted, by the token of a letter to it.',
    auth: 'public',
    rate: 'credential',
    body: z.strictObject({ token: LinkToken }),
    success: { status: 204 },
    problems: ['code-invalid'],
  },
  getCertificateKey: {
    method: 'GET',
    path: '/server/certificate-key',
    tag: 'server',
    summary: 'The public key of the certificates about deleted accounts.',
    auth: 'public',
    rate: 'read',
    success: { status: 200, body: CertificateKey },
    problems: [],
  },
});
