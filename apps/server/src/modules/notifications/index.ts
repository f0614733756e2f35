export { createDigestNews } from './digest-news.ts';
export { createJoinNews } from './join-news.ts';
export { createNotificationLetters } from './letters.ts';
export { notificationRoutes } from './routes.ts';
export { createNotifications } from './service.ts';
