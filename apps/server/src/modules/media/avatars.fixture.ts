import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { Avatar, SignedRequest } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { type MediaWorld, work } from './media.fixture.ts';

const fetchWith = ({ url, method, headers }: SignedRequest, body: Buffer) =>
  fetch(url, { method, headers, body: new Uint8Array(body) });

/** Sends a picture; it waits to be confirmed. */
export async function send({ media }: MediaWorld, actor: Actor, bytes = randomBytes(1000)): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { avatarId, request } = await media.prepareAvatar(actor, { size: bytes.length, sha256 });
  assert.equal((await fetchWith(request, bytes)).status, 200);
  return avatarId;
}

/** Sends one and waits until it is shown. */
export async function choose(world: MediaWorld, actor: Actor): Promise<Avatar & { avatarId: string }> {
  const avatarId = await send(world, actor);
  await world.media.confirmAvatar(actor, { avatarId });
  await answerAll(world);
  return { ...(await world.media.confirmAvatar(actor, { avatarId })), avatarId };
}

/** Has what waits prepared. */
export async function answerAll(world: MediaWorld): Promise<void> {
  await world.media.sweeps['resendAvatars']?.();
  for (const job of world.queue.sent.splice(0)) await world.queue.deliver(await work(job));
}
