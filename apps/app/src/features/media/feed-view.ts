import { create } from 'zustand';
import { keep, kept } from '@/lib/storage';
import type { Order } from './day';

/** `rows`: uncropped, side by side; `squares`: all of one size. */
export type Shape = 'rows' | 'squares';

interface FeedView {
  order: Order;
  shape: Shape;
}

const ORDER = 'wmory.feed.order';
const SHAPE = 'wmory.feed.shape';

/** How this device shows feeds. */
export const useFeedView = create<FeedView>(() => ({
  order: kept(ORDER) === 'added' ? 'added' : 'taken',
  shape: kept(SHAPE) === 'squares' ? 'squares' : 'rows',
}));

export function chooseOrder(order: Order): void {
  keep(ORDER, order === 'taken' ? null : order);
  useFeedView.setState({ order });
}

export function chooseShape(shape: Shape): void {
  keep(SHAPE, shape === 'rows' ? null : shape);
  useFeedView.setState({ shape });
}
