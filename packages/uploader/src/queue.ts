import { advance, type EntryEvent } from './advance.ts';
import { type ActiveStatus, activeStatuses, type Entry, hasEnded, isHeld } from './entry.ts';
import type { KeptJournal } from './keep-journal.ts';
import { fateOfFilm } from './pairs.ts';
import type { Lanes } from './plan.ts';
import { statusOf } from './snapshot.ts';
import { createView, type View } from './view.ts';

/** The files and what is known of each; told of events, it tells of changes. */
export interface Queue<H> extends Pick<View, 'files' | 'totals'> {
  get(id: string): Entry<H> | undefined;
  all(): Entry<H>[];
  lane: Lanes<H>;
  /** The film that makes a live photo of a still; undefined where there is none. */
  filmOf(id: string): Entry<H> | undefined;
  /** Appends those whose id is new. */
  append(list: readonly Entry<H>[]): void;
  /** Drops a file that has ended, with its film, unless that has not. */
  drop(id: string): void;
  dispatch(id: string, event: EntryEvent): void;
}

export type OnChange<H> = (before: Entry<H> | null, after: Entry<H> | null, event: EntryEvent | null) => void;

/** A change costs the same however many files there are. */
export function createQueue<H>(journal: KeptJournal<H>, onChange: OnChange<H>): Queue<H> {
  const entries = new Map<string, Entry<H>>();
  /** The id of the film by that of its still, while both are here. */
  const films = new Map<string, string>();
  const view = createView();
  const lanes = new Map<string, Map<string, Entry<H>>>(activeStatuses.map((status) => [status, new Map()]));

  const filmOf = (id: string) => entries.get(films.get(id) ?? '');

  function stillOf({ source }: Entry<H>): Entry<H> | undefined {
    const { id, filmOf: stillId = '' } = source;
    return films.get(stillId) === id ? entries.get(stillId) : undefined;
  }

  /** A still and its film are shown as one. */
  function show(id: string): void {
    const entry = entries.get(id);
    const still = entry && stillOf(entry);
    view.show(id, entry && !still ? statusOf(entry, filmOf(id)) : null);
    if (still) show(still.source.id);
  }

  /** A film that goes alone, or is dropped, leaves its still. */
  function unbind(before: Entry<H>, after: Entry<H> | null): void {
    const { id, filmOf: stillId } = before.source;
    if (stillId === undefined || stillId === after?.source.filmOf || films.get(stillId) !== id) return;
    films.delete(stillId);
    show(stillId);
  }

  function change(before: Entry<H> | null, after: Entry<H> | null, event: EntryEvent | null): void {
    if (before && before.status !== after?.status) lanes.get(before.status)?.delete(before.source.id);
    if (after) lanes.get(after.status)?.set(after.source.id, after);
    if (before) unbind(before, after);
    show((after ?? before)?.source.id ?? '');
    journal.note(before, after);
    onChange(before, after, event);
  }

  /** Tells a film how its still is now. */
  function follow(film: Entry<H> | undefined): void {
    if (!film || !isHeld(film) || hasEnded(film)) return;
    const fate = fateOfFilm(stillOf(film));
    if (fate) dispatch(film.source.id, fate);
  }

  function append(entry: Entry<H>): void {
    const { id, filmOf: stillId } = entry.source;
    if (entries.has(id)) return;
    entries.set(id, entry);
    if (stillId !== undefined && entries.has(stillId) && !films.has(stillId)) films.set(stillId, id);
    change(null, entry, null);
    follow(entry);
  }

  function drop(id: string): void {
    const entry = entries.get(id);
    if (!entry) return;
    entries.delete(id);
    change(entry, null, null);
  }

  function dispatch(id: string, event: EntryEvent): void {
    const before = entries.get(id);
    if (!before) return;
    const after = advance(before, event);
    if (after === before) return;
    entries.set(id, after);
    change(before, after, event);
    if (before.status === after.status) return;
    follow(after);
    follow(filmOf(id));
  }

  return {
    files: view.files,
    totals: view.totals,
    get: (id) => entries.get(id),
    all: () => [...entries.values()],
    lane: (status: ActiveStatus) => lanes.get(status) as Map<string, Entry<H>>,
    filmOf,
    append(list) {
      // A film finds its still here, in whichever order they come.
      const isFilm = ({ source }: Entry<H>) => source.filmOf !== undefined;
      for (const entry of list) if (!isFilm(entry)) append(entry);
      for (const entry of list) if (isFilm(entry)) append(entry);
    },
    drop(id) {
      const entry = entries.get(id);
      const film = filmOf(id);
      if (!entry || !hasEnded(entry) || (film && !hasEnded(film))) return;
      if (film) drop(film.source.id);
      drop(id);
    },
    dispatch,
  };
}
