/** Starts the app afresh, without anything in memory. */
export const reloadPage = (): void => window.location.reload();
