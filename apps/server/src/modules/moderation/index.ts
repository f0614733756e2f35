export { createModerationDesk, type ModerationDesk } from './desk.ts';
export { createModerationLetters } from './letters.ts';
export { moderationRoutes } from './routes.ts';
export { createModeration, type Moderation } from './service.ts';
