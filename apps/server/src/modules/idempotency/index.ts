export { createIdempotency, type Idempotency, type IdempotentCall } from './service.ts';
