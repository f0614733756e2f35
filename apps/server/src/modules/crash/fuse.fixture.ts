/** Where a process may die: after the `count`th step of that kind. */
export type Step = `${string} (${number})`;

export const kindOf = (step: string): string => step.replace(/ \(\d+\)$/, '');

export interface Fuse {
  /** What the process has done that others can see, or has been told, in order. */
  readonly steps: readonly Step[];
  readonly dead: boolean;
  /** Resolves when the process dies. */
  readonly died: Promise<void>;
  /** Notes a step that is done; the process may be dead after it. */
  burn(what: string): void;
  /** Goes on, unless the process is dead: then it never returns, so that no `catch` and no `finally` runs. */
  goOn(): Promise<void>;
}

const never = new Promise<never>(() => {});

/** @param at after which step the process dies; it lives on unless given. `start`: before it has done anything */
export function createFuse(at?: Step | 'start'): Fuse {
  const steps: Step[] = [];
  const counts = new Map<string, number>();
  const { promise: died, resolve } = Promise.withResolvers<void>();
  let dead = at === 'start';
  if (dead) resolve();
  return {
    steps,
    died,
    get dead() {
      return dead;
    },
    burn(what) {
      if (dead) return;
      const count = (counts.get(what) ?? 0) + 1;
      counts.set(what, count);
      const step: Step = `${what} (${count})`;
      steps.push(step);
      if (step !== at) return;
      dead = true;
      resolve();
    },
    goOn: async () => (dead ? never : undefined),
  };
}
