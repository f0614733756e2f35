export type Keys = Partial<Record<string, () => void>>;

/** There is no keyboard to listen to. */
export function useKeys(_keys: Keys, _on = true): void {}
