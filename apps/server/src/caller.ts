/** Where a request comes from, as the audit log keeps it. */
export interface Caller {
  requestId: string;
  ip: string;
  userAgent: string;
  /** `Accept-Language` (RFC 9110), where it was sent. */
  acceptLanguage?: string;
}

/** Who makes it, once the session was checked. */
export interface Actor extends Caller {
  userId: string;
  sessionId: string;
}
