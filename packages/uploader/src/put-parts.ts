import { type PartPlan, type ProblemCode, ProblemError, type SignedPart, sizeOfPart } from '@wmory/contract';
import type { Entry } from './entry.ts';
import { afterError, type Outcome, outcome } from './outcome.ts';
import { type Slice, SourceChanged, SourceUnreadable } from './ports.ts';
import { afterFault, afterPut, type Transfer, type Transport } from './transfer.ts';

/** Parts hashed and signed in one go: few, so that no signature ends before its turn has come on a slow line. */
const SIGN_AHEAD = 4;

/** The upload is not open any more, or not as it was: announcing the file again tells what to do. */
const gone: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'not-found',
  'upload-missing',
  'upload-mismatch',
  'upload-expired',
  'upload-cancelled',
  'upload-ended',
]);

function afterCallError<H>(error: unknown, entry: Entry<H>): Outcome {
  const { id } = entry.source;
  if (error instanceof ProblemError && gone.has(error.problem.code))
    return outcome([[id, { type: 'turned-down', again: 'authorising' }]]);
  return { ...afterError(error, [entry]), service: 'api' };
}

/**
 * Sends the parts of a file that the store has not yet, several at a time where there is room. The first one that
 * fails ends it, once those that are under way have ended: the next try begins with what has arrived until then.
 */
export async function putParts<H>(
  { calls, hash, put }: Transport<H>,
  entry: Entry<H>,
  plan: PartPlan,
  { signal, onProgress, onHeld, lanes }: Transfer,
): Promise<Outcome> {
  const { source, size, uploadId } = entry;
  const { id } = source;
  const params = { groupId: source.groupId, uploadId: uploadId ?? '' };
  const missing: number[] = [];
  const signed: SignedPart[] = [];
  const moving = new Map<number, number>();
  const extras = new Set<Promise<void>>();
  let signing: Promise<void> | null = null;
  let beingSigned = 0;
  let starting = 0;
  let held = 0;
  let end: Outcome | null = null;

  const sliceOf = (number: number): Slice => ({
    start: (number - 1) * plan.partSize,
    size: sizeOfPart(plan, size, number),
  });
  const report = () => onProgress(held + [...moving.values()].reduce((sum, bytes) => sum + bytes, 0));

  async function list(): Promise<void> {
    try {
      const { parts } = await calls.listParts({ params }, { signal });
      const sizes = new Map(parts.map((part) => [part.number, part.size]));
      for (let number = 1; number <= plan.partCount; number++) {
        const slice = sliceOf(number);
        if (sizes.get(number) === slice.size) held += slice.size;
        else missing.push(number);
      }
      onHeld(held, 'listing');
    } catch (error) {
      end = afterCallError(error, entry);
    }
  }

  async function hashPart(number: number): Promise<string> {
    const slice = sliceOf(number);
    const digest = await hash(source, signal, slice).catch((cause: unknown) => {
      if (signal.aborted) throw cause;
      throw new SourceUnreadable('A part of the file cannot be read', { cause });
    });
    if (digest.size !== slice.size) throw new SourceChanged('The file was cut since it was hashed');
    return digest.sha256;
  }

  async function sign(): Promise<void> {
    const numbers = missing.splice(0, SIGN_AHEAD);
    beingSigned = numbers.length;
    try {
      const parts: { number: number; sha256: string }[] = [];
      for (const number of numbers) parts.push({ number, sha256: await hashPart(number) });
      try {
        const answer = await calls.signParts({ params, body: { parts } }, { signal });
        const asked = new Set(numbers);
        signed.push(...answer.parts.filter(({ number }) => asked.delete(number)));
        if (asked.size > 0) throw new Error('The server signed too few parts');
      } catch (error) {
        end ??= afterCallError(error, entry);
      }
    } catch (error) {
      end ??= afterFault(id, error);
    } finally {
      beingSigned = 0;
      signing = null;
    }
  }

  async function next(): Promise<SignedPart | null> {
    while (!end) {
      const part = signed.shift();
      if (part) return part;
      if (missing.length === 0 && !signing) return null;
      signing ??= sign();
      await signing;
    }
    return null;
  }

  async function send({ number, request }: SignedPart): Promise<void> {
    const slice = sliceOf(number);
    const onPartProgress = (bytes: number) => {
      moving.set(number, Math.min(bytes, slice.size));
      report();
    };
    try {
      const answer = await put({ source, request, size, slice, signal, onProgress: onPartProgress });
      const turned = afterPut(id, answer);
      if (turned) end ??= turned;
      else {
        held += slice.size;
        onHeld(held, 'sending');
      }
    } catch (error) {
      end ??= afterFault(id, error);
    } finally {
      moving.delete(number);
    }
  }

  /** Sends one part beside the others, then gives way to other files before the next. */
  async function sendExtra(): Promise<void> {
    const part = await next();
    starting -= 1;
    if (part) await send(part);
    await lanes.give();
    grow();
  }

  function grow(): void {
    while (!end && missing.length + beingSigned + signed.length > starting + 1 && lanes.take()) {
      starting += 1;
      const extra = sendExtra();
      extras.add(extra);
      void extra.finally(() => extras.delete(extra));
    }
  }

  await list();
  for (let part = await growAndNext(); part; part = await growAndNext()) await send(part);
  while (extras.size > 0) await Promise.all(extras);
  return end ?? outcome([[id, { type: 'stored' }]]);

  function growAndNext(): Promise<SignedPart | null> {
    grow();
    return next();
  }
}
