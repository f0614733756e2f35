/** Ends the command with one sentence for the administrator, and exit code 1. */
export class AdminError extends Error {
  override name = 'AdminError';
}
