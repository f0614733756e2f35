export { type ChainEnd, createWalk, type SealedEntry } from './chain.ts';
export { createAuditChain } from './chain-keeper.ts';
export { type AuditHistory, createAuditHistory } from './history.ts';
export { type Audit, createAudit } from './service.ts';
export { type Verification, verifyChain } from './verify.ts';
