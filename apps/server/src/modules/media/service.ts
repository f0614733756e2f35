import type { MediaResult } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import type { Sweep } from '../../sweep.ts';
import type { ErasureStep } from '../accounts/index.ts';
import { authoriseUploads } from './authorise-uploads.ts';
import { sendAvatars } from './avatar-jobs.ts';
import { confirmAvatar, eraseAvatars, prepareAvatar, removeAvatar } from './avatars.ts';
import { confirmUploads } from './confirm-uploads.ts';
import type { MediaDeps } from './deps.ts';
import { cancelUploads, listUploads } from './end-uploads.ts';
import { awaitObjects, eraseDeeds, erasePhotos, eraseUploads } from './erasure.ts';
import { viewEvidence } from './evidence.ts';
import { exportPhotos, exportSummary } from './export.ts';
import { listMonths, listPhotos, listTrash } from './feed.ts';
import { sendMotions } from './motion-jobs.ts';
import { listParts, signParts } from './parts.ts';
import { getOriginal, getPhoto, updatePhoto } from './photo.ts';
import { createDispatcher, type Dispatcher } from './processing.ts';
import { createRenderedPages } from './rendered-pages.ts';
import { applyResult } from './results.ts';
import { endAvatarLeases } from './store-avatars.ts';
import { countBacklog } from './store-jobs.ts';
import { endMotionLeases } from './store-motions.ts';
import { createSweeps } from './sweeps.ts';
import { purgePhotos, restorePhotos, trashPhotos } from './trash.ts';

type UseCase<D, I, O> = (deps: D, actor: Actor, input: I) => Promise<O>;
const bind =
  <D, I, O>(deps: D, use: UseCase<D, I, O>) =>
  (actor: Actor, input: I): Promise<O> =>
    use(deps, actor, input);

export type Media = ReturnType<typeof createMedia>;

/** Uploads, photos, their processing and their trash. */
export function createMedia(deps: MediaDeps) {
  const dispatcher: Dispatcher = createDispatcher(deps);
  const rendered = createRenderedPages(deps, deps.keptBytes);
  const sweeps: Record<string, Sweep> = createSweeps(deps, dispatcher);

  function nudgeAvatars(): void {
    sendAvatars(deps).catch((error: unknown) =>
      deps.log.error({ err: error }, 'pictures of people could not be sent'),
    );
  }

  function nudgeMotions(): void {
    sendMotions(deps).catch((error: unknown) =>
      deps.log.error({ err: error }, 'films of live photos could not be sent'),
    );
  }

  async function apply(result: MediaResult): Promise<void> {
    await applyResult(deps, result);
    dispatcher.nudge();
  }

  return {
    authoriseUploads: bind(deps, authoriseUploads),
    confirmUploads: bind({ ...deps, nudge: dispatcher.nudge, nudgeMotions }, confirmUploads),
    prepareAvatar: bind(deps, prepareAvatar),
    confirmAvatar: bind({ ...deps, nudge: nudgeAvatars }, confirmAvatar),
    removeAvatar: (actor: Actor) => removeAvatar(deps, actor),
    cancelUploads: bind(deps, cancelUploads),
    signParts: bind(deps, signParts),
    listParts: bind(deps, listParts),
    listUploads: bind(deps, listUploads),
    listPhotos: bind({ ...deps, rendered }, listPhotos),
    listMonths: bind(deps, listMonths),
    getPhoto: bind(deps, getPhoto),
    getOriginal: bind(deps, getOriginal),
    updatePhoto: bind(deps, updatePhoto),
    trashPhotos: bind(deps, trashPhotos),
    restorePhotos: bind(deps, restorePhotos),
    purgePhotos: bind(deps, purgePhotos),
    listTrash: bind(deps, listTrash),
    exportPhotos: bind(deps, exportPhotos),
    exportSummary: (actor: Actor) => exportSummary(deps, actor),
    /** Signed addresses of the evidence of a case; null where it has none. */
    viewEvidence: (caseId: string) => viewEvidence(deps, caseId),
    /** What goes when an account does, before its groups and after them. */
    erasure: {
      photos: (tx, leaving) => erasePhotos(deps, tx, leaving),
      uploads: (tx, leaving) => eraseUploads(deps, tx, leaving),
      avatars: (tx, leaving) => eraseAvatars(deps, tx, leaving),
      deeds: eraseDeeds,
      objects: awaitObjects,
    } satisfies Record<string, ErasureStep>,
    sweeps,
    /** The jobs that are not done, for metrics. */
    backlog: () => countBacklog(deps.database),

    /**
     * Begins to send jobs and to apply results.
     *
     * @param options.queueIsNew it holds nothing of an earlier process, as one in memory does not
     */
    async start({ queueIsNew }: { queueIsNew: boolean }): Promise<void> {
      if (queueIsNew) {
        await dispatcher.takeBack();
        await endAvatarLeases(deps.database, deps.clock());
        await endMotionLeases(deps.database, deps.clock());
      }
      deps.queue.consume(apply);
      dispatcher.nudge();
    },

    /** Sends no more jobs; results that still arrive are applied. */
    stop: (): Promise<void> => dispatcher.stop(),
  };
}
