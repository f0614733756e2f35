/** The origin of the server that this app talks to, as its links have it. */
export const ownOrigin = (): string => window.location.origin;
