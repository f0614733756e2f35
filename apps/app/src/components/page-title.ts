/** Names the page in the browser; native bars show it themselves. */
export function usePageTitle(_title: string): void {}
