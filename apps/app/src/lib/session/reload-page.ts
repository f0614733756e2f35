/** Starts the app afresh; on native nothing calls for it. */
export function reloadPage(): void {}
