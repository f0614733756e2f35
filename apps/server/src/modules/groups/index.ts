export type { Belongings, Covers, JoinNews } from './deps.ts';
export { type Authorized, isAtLeast, type MayUpload, type Standing } from './proof.ts';
export { groupRoutes } from './routes.ts';
export { createGroups, type Groups } from './service.ts';
export type { Membership } from './standings.ts';
