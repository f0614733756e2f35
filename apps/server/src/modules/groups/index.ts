export type { Covers } from './deps.ts';
export { type Authorized, isAtLeast } from './proof.ts';
export { groupRoutes } from './routes.ts';
export { createGroups, type Groups } from './service.ts';
