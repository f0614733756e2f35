import { create } from 'zustand';

export interface DownloadProgress {
  done: number;
  count: number;
  stop: () => void;
}

/** The download of many originals that is under way; null: none. */
export const useDownloadProgress = create<{ progress: DownloadProgress | null }>(() => ({ progress: null }));

export const setDownloadProgress = (progress: DownloadProgress | null): void =>
  useDownloadProgress.setState({ progress });
