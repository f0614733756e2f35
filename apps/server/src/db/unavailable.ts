interface DriverError {
  code?: string;
  errno?: number;
  fatal?: boolean;
  message?: string;
}

/** The database could not be asked: it is away, or has more to do than it holds. Another try may go through. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
}

/** The connection is of no use any more; whatever ran in it and was not committed is undone. */
const goneCodes = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ER_SERVER_SHUTDOWN',
  'ER_CLIENT_INTERACTION_TIMEOUT',
  // A former primary after a failover takes no writes any more.
  'ER_OPTION_PREVENTS_STATEMENT',
  'ER_READ_ONLY_MODE',
]);
/** MariaDB's ER_CONNECTION_KILLED, which mysql2 knows by no name. */
const CONNECTION_KILLED = 1927;

const awayCodes = new Set([
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ER_CON_COUNT_ERROR',
  'ER_TOO_MANY_USER_CONNECTIONS',
]);

/** Whether the connection that the error came by is lost. */
export function isConnectionGone(error: unknown): boolean {
  const { code, errno, fatal, message } = error as DriverError;
  if (errno === CONNECTION_KILLED || (code !== undefined && goneCodes.has(code))) return true;
  // What mysql2 says of a connection whose end it has seen, without a code.
  return fatal === true && code === undefined && /closed state/.test(message ?? '');
}

/** Whether the error is no fault of the query: the database is away. */
export function isUnavailable(error: unknown): boolean {
  const { code } = error as DriverError;
  return (
    error instanceof DatabaseUnavailable ||
    isConnectionGone(error) ||
    (code !== undefined && awayCodes.has(code))
  );
}
