const path = require('node:path');
const { getDefaultConfig } = require('expo/metro-config');

const config = getDefaultConfig(__dirname);
const resolveByDefault = config.resolver.resolveRequest;

/**
 * What libraries carry along but the app never calls; an empty module stands in for it. `from` matches the
 * file that asks, `names` what it asks for. Everything here hangs on names inside those libraries: what is
 * renamed there grows the bundle again, and nothing breaks.
 */
const leftOut = [
  {
    // Sentences in every language, JSON Schema both ways, a compiler: the app parses, and has its own sentences.
    from: /zod[\\/]v4[\\/]/,
    names:
      /(^|\/)(locales\/index|json-schema-processors|json-schema-generator|to-json-schema|from-json-schema|compile|deep-partial|in-out)\.(js|cjs)$/,
  },
  {
    // A document for those who write clients.
    from: /packages[\\/]contract[\\/]src[\\/]index\.ts$/,
    names: /^\.\/openapi\.ts$/,
  },
  {
    // Navigators and pages that the app has not, or has its own of.
    platform: 'web',
    from: /expo-router[\\/]build[\\/](exports|index|ExpoRoot|getRoutes)\.js$/,
    names:
      /^\.\/(layouts\/Tabs|layouts\/experimental-stack|views\/(Sitemap|useSitemap|Unmatched|ErrorBoundary)|color)$/,
  },
  {
    // Places for navigators that are put together by hand, links and headers of another look, data of servers that draw.
    platform: 'web',
    from: /expo-router[\\/]build[\\/](exports|hooks[\\/]index|views[\\/]RootUnmatched|layouts[\\/]stack-utils[\\/]\w+)\.js$/,
    names:
      /^\.\/(react-navigation\/native\/useScrollToTop|standard-navigation|views\/Splash|useLoaderData|Unmatched|toolbar)$/,
  },
  {
    // The router brings its own of these.
    platform: 'web',
    from: /expo-router[\\/]build[\\/]react-navigation[\\/](native|core|routers|native-stack)[\\/]index\.js$/,
    names:
      /\/(createStaticNavigation|StaticNavigation|NavigationContainer|Link|useLink(To|Props|Builder)|ServerContainer|useScrollToTop|get(PathFromState|StateFromPath)|DrawerRouter|TabRouter|useAnimatedHeaderHeight)$/,
  },
  {
    // Pages of this app inside of others.
    platform: 'web',
    from: /expo-router[\\/]build[\\/]global-state[\\/]router\.js$/,
    names: /^expo\/dom$/,
  },
  {
    // Ciphers.
    platform: 'web',
    from: /expo-crypto[\\/]build[\\/]Crypto\.js$/,
    names: /^\.\/aes$/,
  },
  {
    // What it shows while developing alone.
    platform: 'web',
    from: /expo-router[\\/]build[\\/]views[\\/](SuspenseFallback|EmptyRoute)\.js$/,
    names: /^\.\/Toast$/,
  },
  {
    // Lists; the app has one of its own (src/components/window-list). Motion; what moves is the browser's matter.
    platform: 'web',
    from: /react-native-web[\\/]dist[\\/]index\.js$/,
    names: /\/(FlatList|SectionList|VirtualizedList|Animated|useAnimatedValue|Easing|InteractionManager)$/,
  },
  {
    // Controls, pictures and what phones have; the app's own are made of Pressable and of what browsers have.
    platform: 'web',
    from: /react-native-web[\\/]dist[\\/]index\.js$/,
    names:
      /\/(AppState|Button|CheckBox|Clipboard|Image|ImageBackground|LayoutAnimation|Linking|PanResponder|Picker|ProgressBar|SafeAreaView|Share|Switch|Touchable\w*|Vibration)$/,
  },
  {
    // Questions of other kinds than the app asks, and answers that servers have drawn with.
    platform: 'web',
    from: /@tanstack[\\/](react-query|query-core)[\\/]build[\\/]modern[\\/]index\.js$/,
    names:
      /^\.\/(HydrationBoundary|hydration|useQueries|queriesObserver|useSuspense\w+|usePrefetch\w+|useIsFetching|useMutationState|streamedQuery)\.js$/,
  },
  {
    // Sentences with components in them, and other ways to the same hook.
    platform: 'web',
    from: /react-i18next[\\/]dist[\\/]\w+[\\/]index\.js$/,
    names:
      /^\.\/(Trans|TransWithoutContext|IcuTrans|IcuTransWithoutContext|Translation|withTranslation|withSSR|useSSR)\.js$/,
  },
];

/** What the app has smaller versions of its own for, in browsers. */
const replaced = [
  {
    from: /expo-router[\\/]build[\\/]react-navigation[\\/]native-stack[\\/]/,
    names: /^\.\.?\/views\/NativeStackView$/,
    by: 'src/lib/web/stack-view.tsx',
  },
  {
    from: /expo-router[\\/]build[\\/](layouts[\\/]withLayoutContext|ExpoRoot)\.js$/,
    names: /\/(NativeTabTrigger|screensFeatureFlags)$/,
    by: 'src/lib/web/router-parts.ts',
  },
  {
    from: /expo-router[\\/]build[\\/](link[\\/]index|getRoutesRedirects)\.js$/,
    names: /^\.\/(link\/)?Link$/,
    by: 'src/lib/web/link-parts.ts',
  },
  {
    from: /expo-router[\\/]build[\\/]head[\\/]ExpoHead\.js$/,
    names: /\/react-helmet-async\//,
    by: 'src/lib/web/head-parts.ts',
  },
];

const isAbout = (rule, context, name) => rule.from.test(context.originModulePath) && rule.names.test(name);

config.resolver.resolveRequest = (context, name, platform) => {
  const web = platform === 'web';
  if (leftOut.some((rule) => (web || rule.platform !== 'web') && isAbout(rule, context, name)))
    return { type: 'empty' };
  const replacement = web && replaced.find((rule) => isAbout(rule, context, name));
  if (replacement) return { type: 'sourceFile', filePath: path.join(__dirname, replacement.by) };
  return (resolveByDefault ?? context.resolveRequest)(context, name, platform);
};

module.exports = config;
