export { belongings } from './belongings.ts';
export { createCovers } from './covers.ts';
export { type Custody, createCustody } from './custody.ts';
export type { MediaDeps } from './deps.ts';
export type { MultipartLimits } from './policy.ts';
export { mediaRoutes } from './routes.ts';
export { createMedia, type Media } from './service.ts';
export type { NamedPhotoRow } from './store-photos.ts';
