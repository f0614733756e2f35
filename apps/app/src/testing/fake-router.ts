/** Where the app was sent, the latest last; emptied before each test. */
export const visited: unknown[] = [];

/** What the address of the page under test says. */
export const address: { params: Record<string, string> } = { params: {} };

const go = (href: unknown) => void visited.push(href);
const useParams = () => address.params;

/** What the app uses of expo-router. */
export const router = {
  Link: { resolveHref: String },
  useRouter: () => ({
    push: go,
    replace: go,
    navigate: go,
    dismissTo: go,
    back: () => go('back'),
    setParams: () => {},
  }),
  useLocalSearchParams: useParams,
  useGlobalSearchParams: useParams,
  useIsFocused: () => true,
  usePathname: () => '/',
  useSegments: () => [],
};
