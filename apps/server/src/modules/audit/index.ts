export { type Audit, type AuditRecord, createAudit } from './service.ts';
