import { thumbhashUrl } from '@/lib/thumbhash';

/** Milliseconds that a picture has to come by itself. */
const PATIENCE = 150;

/** Places whose picture is not there yet, each with the ThumbHash to draw meanwhile. */
const waiting = new Map<HTMLElement, string>();
let asked = false;

const whenIdle = (task: (deadline: { timeRemaining(): number }) => void): void => {
  // Safari has none.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(task);
  else setTimeout(() => task({ timeRemaining: () => 8 }), 50);
};

function draw(deadline: { timeRemaining(): number }): void {
  for (const [place, hash] of waiting) {
    waiting.delete(place);
    if (place.querySelector('img')?.complete) continue;
    const blur = thumbhashUrl(hash);
    if (blur !== null) place.style.backgroundImage = `url(${blur})`;
    if (deadline.timeRemaining() < 3) break;
  }
  asked = waiting.size > 0;
  if (asked) whenIdle(draw);
}

/** Draws a blurred picture behind a place as soon as there is time: never while photos fly by. The answer calls it off. */
export function blurLater(place: HTMLElement, hash: string): () => void {
  waiting.set(place, hash);
  if (!asked) setTimeout(() => whenIdle(draw), PATIENCE);
  asked = true;
  return () => void waiting.delete(place);
}
