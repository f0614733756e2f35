import { create } from 'zustand';
import { keep, kept } from '@/lib/storage';
import type { Order } from './day';

/** `rows`: uncropped, side by side; `squares`: all of one size. */
export type Shape = 'rows' | 'squares';

/** How large photos are shown, against what suits the window: from many small ones to few large ones. */
const DENSITIES = [0.55, 0.75, 1, 1.4, 2] as const;
const USUAL = 2;

interface FeedView {
  order: Order;
  shape: Shape;
  /** Index of the size. */
  density: number;
}

const ORDER = 'wmory.feed.order';
const SHAPE = 'wmory.feed.shape';
const DENSITY = 'wmory.feed.density';

const readDensity = (): number => {
  const text = kept(DENSITY);
  const index = text === null ? USUAL : Number(text);
  return index in DENSITIES ? index : USUAL;
};

/** The size of photos against the usual one. */
export const sizeOf = (density: number): number => DENSITIES[density] ?? 1;

/** How this device shows feeds. */
export const useFeedView = create<FeedView>(() => ({
  order: kept(ORDER) === 'added' ? 'added' : 'taken',
  shape: kept(SHAPE) === 'squares' ? 'squares' : 'rows',
  density: readDensity(),
}));

export function chooseOrder(order: Order): void {
  keep(ORDER, order === 'taken' ? null : order);
  useFeedView.setState({ order });
}

export function chooseShape(shape: Shape): void {
  keep(SHAPE, shape === 'rows' ? null : shape);
  useFeedView.setState({ shape });
}

/** Whether photos can be shown larger (1) or smaller (-1) than they are. */
export const hasDensity = (density: number, by: -1 | 1): boolean => density + by in DENSITIES;

/** Shows photos one step larger or smaller, as far as that goes. */
export function stepDensity(by: -1 | 1): void {
  const { density } = useFeedView.getState();
  if (!hasDensity(density, by)) return;
  keep(DENSITY, density + by === USUAL ? null : String(density + by));
  useFeedView.setState({ density: density + by });
}
