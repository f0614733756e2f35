import '@/i18n';
import { address, visited } from './fake-router';

// Jest loads modules as Node did before `import()`.
jest.mock('@/i18n/load', () => ({
  loadSentences: async (language: string) =>
    language === 'en' ? null : jest.requireActual<Record<string, object>>(`../i18n/${language}`)[language],
}));

// There is no app to start anew here.
jest.mock('@/i18n/turn-page', () => ({ turnPage: () => {}, turnedByReload: () => false }));

jest.mock('expo-router', () => jest.requireActual<typeof import('./fake-router')>('./fake-router').router);
beforeEach(() => {
  visited.length = 0;
  address.params = {};
});

// Nothing plays here.
jest.mock('expo-video', () => ({ useVideoPlayer: () => ({}), VideoView: 'VideoView' }));

jest.mock('expo-secure-store', () => {
  const held = new Map<string, string>();
  return {
    AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY: 0,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    getItemAsync: async (key: string) => held.get(key) ?? null,
    setItemAsync: async (key: string, value: string) => void held.set(key, value),
    deleteItemAsync: async (key: string) => void held.delete(key),
  };
});

// A cache that waits to be cleaned would keep the process of the tests alive.
jest.mock('@/lib/query-client', () => {
  const { queryClient } = jest.requireActual<typeof import('@/lib/query-client')>('@/lib/query-client');
  const { queries, mutations, ...rest } = queryClient.getDefaultOptions();
  queryClient.setDefaultOptions({
    ...rest,
    queries: { ...queries, gcTime: Number.POSITIVE_INFINITY, retryDelay: 1 },
    mutations: { ...mutations, gcTime: Number.POSITIVE_INFINITY },
  });
  return { queryClient };
});
