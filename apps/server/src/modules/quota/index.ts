export { quotaRoutes } from './routes.ts';
export { createQuota, type Quota } from './service.ts';
