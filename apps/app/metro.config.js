const { getDefaultConfig } = require('expo/metro-config');

const config = getDefaultConfig(__dirname);
const resolveByDefault = config.resolver.resolveRequest;

/** What the bundle carries but the app never calls. */
const leftOut = [
  // Zod's sentences in every language; the app shows its own, by problem code.
  (name, from) => /zod[\\/]v4[\\/]/.test(from) && /(^|\/)locales\/index\.(js|cjs)$/.test(name),
];

config.resolver.resolveRequest = (context, name, platform) => {
  if (leftOut.some((matches) => matches(name, context.originModulePath))) return { type: 'empty' };
  return (resolveByDefault ?? context.resolveRequest)(context, name, platform);
};

module.exports = config;
