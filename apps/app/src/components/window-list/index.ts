export { WindowList } from './window-list';
export type { WindowListHandle } from './window-list-props';
