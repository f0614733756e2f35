import type { EntryEvent } from './advance.ts';
import { type Backoff, backoffDelay, closeGate, type Gate, openGate } from './backoff.ts';
import { type Entry, hasEnded, isHeld } from './entry.ts';
import type { Outcome } from './outcome.ts';
import { type Effects, perform } from './perform.ts';
import { type Command, plan } from './plan.ts';
import type { Timer } from './ports.ts';
import type { Queue } from './queue.ts';
import type { PauseReason } from './snapshot.ts';
import type { Lanes, Transfer } from './transfer.ts';

export interface EngineOptions<H> {
  queue: Queue<H>;
  effects: Effects<H>;
  timer: Timer;
  parallel: number;
  hashParallel: number;
  maxTries: number;
  stallAfter: number;
  backoff: Backoff;
  onFault: (error: unknown) => void;
  onTick: () => void;
}

/** Drives a queue: plans what can be begun, begins it, and files what comes of it. */
export interface Engine<H> {
  /** Something has changed: plan again, once for many changes. */
  touch(): void;
  /** An entry of the queue has changed by an event. */
  follow(before: Entry<H>, after: Entry<H>, event: EntryEvent): void;
  pause(reason: PauseReason): void;
  resume(): void;
  /** Forgets faults: what rests is due at once. */
  reopen(): void;
  stop(): void;
  paused(): PauseReason | null;
  /** Milliseconds until a closed gate opens; null when both are open. */
  resting(): number | null;
}

const COMMAND_TYPES = ['hash', 'authorise', 'put', 'confirm', 'release', 'expire'] as const;

export function createEngine<H>(options: EngineOptions<H>): Engine<H> {
  const { queue, effects, timer, backoff, maxTries } = options;
  const running = Object.fromEntries(COMMAND_TYPES.map((type) => [type, 0])) as Record<
    Command<H>['type'],
    number
  >;
  const gates: Record<'api' | 'store', Gate> = { api: openGate, store: openGate };
  const transfers = new Map<string, AbortController>();
  const calls = new Set<AbortController>();
  let paused: PauseReason | null = null;
  let stopped = false;
  let ticking = false;
  let disarm: (() => void) | null = null;

  /** Parts of a large file go beside its first where no other file needs the place. */
  const lanes: Lanes = {
    take() {
      if (paused !== null || stopped || running.put >= options.parallel) return false;
      running.put += 1;
      return true;
    },
    async give() {
      running.put -= 1;
      touch();
      // Planning is queued ahead of this.
      await Promise.resolve();
    },
  };

  function touch(): void {
    if (ticking || stopped) return;
    ticking = true;
    queueMicrotask(tick);
  }

  function tick(): void {
    ticking = false;
    if (stopped) return;
    disarm?.();
    const now = timer.now();
    const desk = { ...options, ...gates, now, paused: paused !== null, running };
    const { commands, wakesAt } = plan(queue.lane, desk);
    for (const command of commands) void run(command);
    disarm = wakesAt === null ? null : timer.after(Math.max(1, wakesAt - now), touch);
    options.onTick();
  }

  async function run(command: Command<H>): Promise<void> {
    const entries = 'entry' in command ? [command.entry] : command.entries;
    const transferId = command.type === 'put' || command.type === 'hash' ? command.entry.source.id : null;
    const controller = new AbortController();
    const watch = watchForStall(timer, command.type === 'hash' ? null : options.stallAfter, controller);
    const onHeld: Transfer['onHeld'] = (bytes, by) => {
      watch.renew();
      if (transferId === null || controller.signal.aborted) return;
      // The store takes what it is given.
      if (by === 'sending') gates.store = openGate;
      queue.dispatch(transferId, { type: 'held', bytes, by });
    };
    const onProgress = (bytes: number) => {
      watch.renew();
      const entry = transferId === null || controller.signal.aborted ? undefined : queue.get(transferId);
      // A hundred steps are enough to draw.
      if (!entry || (bytes < entry.size && bytes - entry.sent < entry.size / 100)) return;
      queue.dispatch(entry.source.id, { type: 'progressed', bytes });
    };

    for (const { source } of entries) queue.dispatch(source.id, { type: 'began' });
    running[command.type] += 1;
    calls.add(controller);
    if (transferId !== null) transfers.set(transferId, controller);
    const outcome = await perform(effects, command, timer.now(), {
      signal: controller.signal,
      onProgress,
      onHeld,
      lanes,
    });
    watch.end();
    calls.delete(controller);
    if (transferId !== null) transfers.delete(transferId);
    running[command.type] -= 1;
    if (stopped) return;
    settle(command, outcome, controller.signal.aborted && !watch.hasStalled());
    touch();
  }

  function settle(command: Command<H>, outcome: Outcome, brokenOff: boolean): void {
    for (const [id, event] of outcome.events) queue.dispatch(id, event);
    if (outcome.signedOut) pause('signed-out');
    if (brokenOff) {
      for (const id of outcome.faulted) queue.dispatch(id, { type: 'interrupted' });
    } else if (outcome.faulted.length > 0) {
      file(outcome.service ?? (command.type === 'put' ? 'store' : 'api'), outcome);
    } else if (command.type === 'put') {
      gates.store = openGate;
    } else if (command.type !== 'hash' && command.type !== 'expire') {
      gates.api = openGate;
    }
  }

  function file(service: 'api' | 'store', { faulted, error, retryAfter }: Outcome): void {
    options.onFault(error);
    const now = timer.now();
    const draw = backoff.random();
    const drawn = { ...backoff, random: () => draw };
    gates[service] = closeGate(gates[service], now, drawn, retryAfter);
    const exhausted = gates[service].faults >= maxTries;
    for (const id of faulted) {
      const faults = (queue.get(id)?.faults ?? 0) + 1;
      const last = exhausted || faults >= maxTries;
      queue.dispatch(id, { type: 'faulted', restsUntil: now + backoffDelay(faults, drawn), last });
    }
    if (exhausted) giveUp(service);
  }

  /** Nobody answers: what waits for that service fails now, rather than file by file. */
  function giveUp(service: 'api' | 'store'): void {
    for (const entry of queue.all()) {
      if (entry.busy || isHeld(entry) || (entry.status === 'uploading') !== (service === 'store')) continue;
      queue.dispatch(entry.source.id, { type: 'faulted', restsUntil: 0, last: true });
    }
    // Files that are just being hashed or sent get one more try between them.
    gates[service] = { faults: maxTries - 1, opensAt: 0 };
  }

  function pause(reason: PauseReason): void {
    paused = reason;
    // Transfers need no session: they may end, and are confirmed after the next log-in.
    if (reason !== 'signed-out') {
      for (const [id, controller] of transfers) if (queue.get(id)?.status === 'uploading') controller.abort();
    }
    touch();
  }

  function reopen(): void {
    gates.api = openGate;
    gates.store = openGate;
    for (const entry of queue.all()) {
      if (!hasEnded(entry)) queue.dispatch(entry.source.id, { type: 'retried' });
    }
    touch();
  }

  /** Ends a reservation that no file will use, so that its quota is free at once; else it expires by itself. */
  function giveBack(groupId: string, uploadId: string): void {
    const call = { params: { groupId }, body: { uploadIds: [uploadId] } };
    effects.calls.cancelUploads(call).catch(options.onFault);
  }

  return {
    touch,
    follow(before, after, event) {
      const { source, uploadId } = before;
      if (after.status === 'cancelling') transfers.get(source.id)?.abort();
      const unusable =
        event.type === 'failed' || (event.type === 'turned-down' && after.status !== 'authorising');
      if (unusable && uploadId !== null && before.status !== 'cancelling') giveBack(source.groupId, uploadId);
      touch();
    },
    pause,
    resume() {
      paused = null;
      reopen();
    },
    reopen,
    stop() {
      stopped = true;
      disarm?.();
      for (const controller of calls) controller.abort();
    },
    paused: () => paused,
    resting() {
      const wait = Math.max(gates.api.opensAt, gates.store.opensAt) - timer.now();
      return wait > 0 ? wait : null;
    },
  };
}

/** Breaks a call off when nothing is heard of it for so many milliseconds; null: never. */
function watchForStall(timer: Timer, stallAfter: number | null, controller: AbortController) {
  let stalled = false;
  let disarm: (() => void) | null = null;
  function renew(): void {
    disarm?.();
    if (stallAfter === null) return;
    disarm = timer.after(stallAfter, () => {
      stalled = true;
      controller.abort();
    });
  }
  renew();
  return { renew, end: () => disarm?.(), hasStalled: () => stalled };
}
