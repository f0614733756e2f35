/** What was used lately, up to a bound. */
export interface Recent<V> {
  get(key: string): V | undefined;
  /** @param weight what it takes of the bound; 1, unless given */
  set(key: string, value: V, weight?: number): void;
  clear(): void;
}

interface Entry<V> {
  value: V;
  weight: number;
}

/**
 * A map of two halves: what is set or used goes to the newer one, and when that is full it becomes the older one,
 * whose content goes. So what is forgotten was not used for at least half of the bound, and a hit is one look-up,
 * where a list of least recent use would have to be put in order.
 *
 * @param max sum of the weights that are kept, at most
 */
export function createRecent<V>(max: number): Recent<V> {
  const half = max / 2;
  let newer = new Map<string, Entry<V>>();
  let older = new Map<string, Entry<V>>();
  let weight = 0;

  function put(key: string, entry: Entry<V>): void {
    weight -= newer.get(key)?.weight ?? 0;
    newer.delete(key);
    older.delete(key);
    if (entry.weight > half) return;
    if (weight + entry.weight > half) {
      [older, newer] = [newer, new Map()];
      weight = 0;
    }
    weight += entry.weight;
    newer.set(key, entry);
  }

  return {
    get(key) {
      const entry = newer.get(key);
      if (entry) return entry.value;
      const old = older.get(key);
      if (old) put(key, old);
      return old?.value;
    },
    set: (key, value, own = 1) => put(key, { value, weight: own }),
    clear() {
      newer.clear();
      older.clear();
      weight = 0;
    },
  };
}
