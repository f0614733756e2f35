export { createCovers } from './covers.ts';
export type { MediaDeps } from './deps.ts';
export { mediaRoutes } from './routes.ts';
export { createMedia, type Media } from './service.ts';
