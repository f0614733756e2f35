/** Nothing is asked for before the app runs. */
export const takeEarly = async (_address: string, _init?: RequestInit): Promise<Response | null> => null;

/** Nothing is there to be forgotten. */
export function dropEarly(): void {}
