import { createHash } from 'node:crypto';

/**
 * What a photo holds its place in the group by where the same bytes are there already and its uploader may not know so:
 * it is theirs alone, so that neither gets in the way of the other. Hex SHA-256.
 */
export const ownClaim = (sha256: string, userId: string): string =>
  createHash('sha256').update(`${sha256} ${userId}`).digest('hex');
