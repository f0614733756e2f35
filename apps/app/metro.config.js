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
    names: /(^|\/)(locales\/index|json-schema-processors|to-json-schema|from-json-schema|compile)\.(js|cjs)$/,
  },
  {
    // Navigators and pages that the app has not, or has its own of.
    platform: 'web',
    from: /expo-router[\\/]build[\\/](exports|index|ExpoRoot|getRoutes)\.js$/,
    names:
      /^\.\/(layouts\/Tabs|layouts\/experimental-stack|views\/(Sitemap|useSitemap|Unmatched|ErrorBoundary)|color)$/,
  },
  {
    // What it shows while developing alone.
    platform: 'web',
    from: /expo-router[\\/]build[\\/]views[\\/](SuspenseFallback|EmptyRoute)\.js$/,
    names: /^\.\/Toast$/,
  },
  {
    // Lists; the app's own are @legendapp/list's.
    platform: 'web',
    from: /react-native-web[\\/]dist[\\/](index|vendor[\\/]react-native[\\/]Animated[\\/]Animated)\.js$/,
    names: /(^|\/)(FlatList|SectionList|VirtualizedList|AnimatedFlatList|AnimatedSectionList)$/,
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
