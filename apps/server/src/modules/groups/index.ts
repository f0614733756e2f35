export type { Belongings, Covers } from './deps.ts';
export { type Authorized, isAtLeast, type MayUpload, type Standing } from './proof.ts';
export { groupRoutes } from './routes.ts';
export { createGroups, type Groups } from './service.ts';
